# SINCE: 3.8
import ssl, socket
class Node:
    def __init__(self, v=None, *kids):
        self.v, self.kids = v, kids
    def __iter__(self):
        yield self
        for k in self.kids:
            yield from k
    def find(self, pred):
        return next((n for n in self if pred(n)), None)
    def visit(self, visitor):
        getattr(visitor, "visit_" + ("leaf" if not self.kids else "node"), visitor.generic)(self)
        for k in self.kids:
            k.visit(visitor)
class Visitor:
    def __init__(self): self.ctx = ssl.SSLContext(ssl.PROTOCOL_TLS)
    def visit_leaf(self, n):
        self.ctx.minimum_version = n.v
        self.ctx.wrap_socket(socket.socket())
    def generic(self, n):
        self.ctx.options |= ssl.OP_NO_TLSv1_3
tree = Node(769, Node(770), Node(771, Node(772)))
vis = Visitor()
tree.visit(vis)
vis.ctx.wrap_socket(socket.socket())
n = tree.find(lambda n: n.v == 771 and n.kids)
c = ssl.SSLContext(ssl.PROTOCOL_TLS)
c.minimum_version = n.v
c.wrap_socket(socket.socket())
c.minimum_version = min(x.v for x in tree if x.v > 769)
c.wrap_socket(socket.socket())
def fold(node, f, acc):
    acc = f(acc, node)
    for k in node.kids:
        acc = fold(k, f, acc)
    return acc
c.minimum_version = fold(tree, lambda a, n: max(a, n.v) if n.v < 772 else a, 0)
c.wrap_socket(socket.socket())
class LinkedList:
    class _N:
        __slots__ = ("val", "next")
        def __init__(self, val, next=None):
            self.val = val; self.next = next
    def __init__(self, it=()):
        self.head = None
        for x in it: self.push(x)
    def push(self, x):
        self.head = self._N(x, self.head)
    def __len__(self):
        n, cur = 0, self.head
        while cur:
            n += 1
            cur = cur.next
        return n
    def __getitem__(self, i):
        cur = self.head
        while i:
            cur = cur.next
            i -= 1
        return cur.val
ll = LinkedList([769, 770, 771])
c.minimum_version = ll[1]
c.wrap_socket(socket.socket())
c.minimum_version = 768 + len(ll)
c.wrap_socket(socket.socket())
class State:
    def __init__(self): self.state = "init"; self.trans = {("init", "lower"): "low", ("low", "raise"): "high"}
    def fire(self, ev):
        try:
            self.state = self.trans[self.state, ev]
        except KeyError:
            raise RuntimeError("bad %s" % ev) from None
        getattr(self, "on_" + self.state, lambda: None)()
        return self
    def on_low(self): c.minimum_version = 769
    def on_high(self): c.minimum_version = 771
st = State().fire("lower")
c.wrap_socket(socket.socket())
st.fire("raise")
c.wrap_socket(socket.socket())
try:
    st.fire("raise")
except RuntimeError as e:
    c.maximum_version = 771
c.wrap_socket(socket.socket())
def trampoline(f, *a):
    r = f(*a)
    while callable(r):
        r = r()
    return r
def even(n): return True if n == 0 else (lambda: odd(n - 1))
def odd(n): return False if n == 0 else (lambda: even(n - 1))
c.maximum_version = 772
c.minimum_version = 770 if trampoline(even, 6) else 772
c.wrap_socket(socket.socket())
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
c.minimum_version = 768 + ack(1, 1)
c.wrap_socket(socket.socket())
def fib(n, memo={}):
    if n not in memo:
        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
c.minimum_version = 768 + fib(3)
c.wrap_socket(socket.socket())
def hanoi(n, a, b, cc, moves):
    if n:
        hanoi(n - 1, a, cc, b, moves)
        moves.append((a, cc))
        hanoi(n - 1, b, a, cc, moves)
mv = []
hanoi(2, "a", "b", "c", mv)
c.minimum_version = 768 + len(mv)
c.wrap_socket(socket.socket())
