# Accounts with locks in a fixed order: no money is lost, nobody waits for ever.
import threading
import time


class Account:
    def __init__(self, name, balance):
        self.name, self.balance = name, balance
        self.lock = threading.Lock()


def transfer(source, target, amount, seconds):
    time.sleep(seconds)
    first, second = sorted((source, target), key=lambda account: account.name)
    with first.lock, second.lock:
        before = source.balance
        time.sleep(3)
        if before < amount:
            print("refused", source.name, target.name, amount)
            return
        source.balance = before - amount
        target.balance += amount
        print("moved", source.name, target.name, amount)


a, b, c = Account("a", 100), Account("b", 50), Account("c", 0)
moves = [(a, b, 30, 1), (b, a, 70, 2), (b, c, 60, 6), (c, a, 200, 7)]
threads = [threading.Thread(target=transfer, args=move) for move in moves]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print([(account.name, account.balance) for account in (a, b, c)], a.balance + b.balance + c.balance)
