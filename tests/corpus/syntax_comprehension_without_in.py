squares = [n * n for n range(3)]
