print(max(1, key=None, 2))
