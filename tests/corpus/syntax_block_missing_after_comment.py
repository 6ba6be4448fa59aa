async def main():
    # later

async def other():
    pass
