async def main():
    words = 'a b c d e f g h'.split()
    For word in words:
        print(word)
