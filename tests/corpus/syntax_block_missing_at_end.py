async def main():
    pass

if __name__ == '__main__':
