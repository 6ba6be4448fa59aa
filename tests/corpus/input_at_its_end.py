import asyncio
async def main():
    try:
        name = input("Your name? ")
    except EOFError as e:
        print("EOFError:", e)
    import sys
    print(repr(sys.stdin.readline()), sys.stdin.read() == "", list(sys.stdin))
    age = int(input())
asyncio.run(main())
