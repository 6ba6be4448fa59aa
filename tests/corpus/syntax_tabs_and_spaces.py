async def main():
    print('spaces')
	print('tab')
