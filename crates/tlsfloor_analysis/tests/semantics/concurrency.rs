//! Threads, executors, queues and caches.

use super::check_told;

#[test]
fn cache_args() {
    check_told(
        r"import functools
@functools.lru_cache(maxsize=None)
def ctx(v):
    k = ssl.create_default_context()
    k.minimum_version = v
    return k
a = ctx(769)
b = ctx(771)
a.wrap_socket(s)  # 1 1.1 1.2 1.3
b.wrap_socket(s)  # 1.2 1.3
a.minimum_version = 772
ctx(769).wrap_socket(s)  # 1.3
ctx(771).wrap_socket(s)  # 1.2 1.3
@functools.lru_cache()
def one():
    k = ssl.create_default_context()
    return k
one().minimum_version = 771
one().wrap_socket(s)  # 1.2 1.3
class P:
    @functools.cached_property
    def ctx(self):
        return ssl.create_default_context()
p = P()
p.ctx.minimum_version = 772
p.ctx.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn cache_effects() {
    check_told(
        r"import functools
c = ssl.create_default_context()
@functools.lru_cache
def low(v):
    c.minimum_version = v
low(769)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
c.minimum_version = 771
low(769)
c.wrap_socket(s)  # 1.2 1.3
low.cache_clear()
low(769)
c.wrap_socket(s)  # 1 1.1 1.2 1.3
class K:
    @functools.lru_cache(None)
    def get(self, v):
        c.minimum_version = v
        return v
k = K()
k.get(770)
c.minimum_version = 772
k.get(770)
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn queue_thread() {
    check_told(
        r"import queue, threading
c = ssl.create_default_context()
q = queue.Queue()
def worker():
    while True:
        v = q.get()
        if v is None:
            break
        c.minimum_version = v
        q.task_done()
q.put(769)
q.put(771)
q.put(None)
t = threading.Thread(target=worker)
t.start()
t.join()
c.wrap_socket(s)  # 1.2 1.3
s = queue.LifoQueue()
s.put(770); s.put(772)
c.minimum_version = s.get()
c.wrap_socket(s)  # 1.3
if q.empty():
    c.minimum_version = 770
c.wrap_socket(s)  # 1.1 1.2 1.3
try:
    q.get_nowait()
except queue.Empty:
    c.minimum_version = 772
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn thread_atexit() {
    check_told(
        r"import atexit
c = ssl.create_default_context()
def end(v):
    c.minimum_version = v
    c.wrap_socket(s)
atexit.register(end, 769)
atexit.register(end, v=771)
@atexit.register
def bye():
    c.wrap_socket(s)
c.minimum_version = 772
c.wrap_socket(s)  # 1.3
",
    );
}

#[test]
fn thread_basic() {
    check_told(
        r#"import threading
c = ssl.create_default_context()
def low(v, after=None):
    c.minimum_version = after or v
t = threading.Thread(target=low, args=(769,))
c.wrap_socket(s)  # 1.2 1.3
t.start()
t.join()
c.wrap_socket(s)  # 1 1.1 1.2 1.3
t2 = threading.Thread(target=low, args=(769,), kwargs={"after": 771}, daemon=True)
t2.start(); t2.join()
c.wrap_socket(s)  # 1.2 1.3
class W(threading.Thread):
    def __init__(self, v):
        threading.Thread.__init__(self)
        self.v = v
    def run(self):
        c.minimum_version = self.v
        c.wrap_socket(s)  # 1.1 1.2 1.3
ws = [W(770), W(772)]
for w in ws:
    w.start()
    w.join()
c.wrap_socket(s)  # 1.3
class T2(threading.Thread):
    def run(self):
        super().run()
        c.minimum_version = 771
t3 = T2(target=low, args=(769,))
t3.start()
t3.join()
c.wrap_socket(s)  # 1.2 1.3
"#,
    );
}

#[test]
fn thread_pool() {
    check_told(
        r#"import concurrent.futures
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
c = ssl.create_default_context()
def low(v, x=None):
    c.minimum_version = v
    return v
def mk(v):
    k = ssl.create_default_context()
    k.minimum_version = v
    return k
with ThreadPoolExecutor(max_workers=1) as pool:
    f = pool.submit(low, 769)
    f.result()
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    g = pool.submit(low, 771, x=1)
    r = g.result(timeout=3)
    c.wrap_socket(s)  # 1.2 1.3
    ks = list(pool.map(mk, [770, 772]))
    ks[0].wrap_socket(s)  # 1.1 1.2 1.3
    ks[1].wrap_socket(s)  # 1.3
    fs = [pool.submit(mk, 771)]
    for f in as_completed(fs):
        f.result().wrap_socket(s)  # 1.2 1.3
    done, nd = wait(fs)
    for f in done:
        f.result().wrap_socket(s)  # 1.2 1.3
    f = pool.submit(mk, 769)
    f.add_done_callback(lambda fu: low(772))
    f.result()
c.wrap_socket(s)  # 1.3
ex = concurrent.futures.ThreadPoolExecutor()
for k in ex.map(mk, (770,)):
    k.wrap_socket(s)  # 1.1 1.2 1.3
ex.shutdown()
def bad():
    raise ValueError("x")
with ThreadPoolExecutor() as pool:
    f = pool.submit(bad)
    try:
        f.result()
    except ValueError:
        c.minimum_version = 771
c.wrap_socket(s)  # 1.2 1.3
if f.exception():
    c.minimum_version = 770
c.wrap_socket(s)  # 1.1 1.2 1.3
"#,
    );
}

#[test]
fn thread_started_before() {
    check_told(
        r#"import threading
c = ssl.create_default_context()
res = {}
def mk(name, v):
    k = ssl.create_default_context()
    k.minimum_version = v
    res[name] = k
ts = [threading.Thread(target=mk, args=(n, v)) for n, v in (("a", 769), ("b", 771))]
for t in ts:
    t.start()
for t in ts:
    t.join()
res["a"].wrap_socket(s)  # 1 1.1 1.2 1.3
res["b"].wrap_socket(s)  # 1.2 1.3
"#,
    );
}

#[test]
fn thread_timer() {
    check_told(
        r"import threading
c = ssl.create_default_context()
def low(v):
    c.minimum_version = v
t = threading.Timer(0.01, low, [771])
t.start()
t.join()
c.wrap_socket(s)  # 1.2 1.3
t = threading.Timer(0.01, low, args=(772,))
t.start(); t.join()
c.wrap_socket(s)  # 1.3
t = threading.Timer(30, low, args=(769,))
t.start()
t.cancel()
c.wrap_socket(s)  # 1.3
lock = threading.Lock()
with lock:
    c.minimum_version = 770
c.wrap_socket(s)  # 1.1 1.2 1.3
ev = threading.Event()
ev.set()
if ev.is_set():
    c.minimum_version = 772
c.wrap_socket(s)  # 1.3
loc = threading.local()
loc.v = 771
c.minimum_version = loc.v
c.wrap_socket(s)  # 1.2 1.3
",
    );
}
