async def main():
    for turn in range(3):


print('over')
