//! The same work on many items, on threads with a stated stack.

use std::io;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Applies `work` to each item, at most `jobs` at once (0: one a processor),
/// each on a thread with `stack` bytes. The results are in the items' order,
/// whatever the threads did.
///
/// # Errors
///
/// When not a single thread could be started.
pub(crate) fn map<T, R>(
    items: &[T],
    jobs: usize,
    stack: usize,
    work: impl Fn(&T) -> R + Sync,
) -> io::Result<Vec<R>>
where
    T: Sync,
    R: Send,
{
    let jobs = if jobs == 0 {
        thread::available_parallelism().map_or(1, NonZeroUsize::get)
    } else {
        jobs
    };
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        while let Some((index, item)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            items.get(index).map(|item| (index, item))
        } {
            done.push((index, work(item)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let mut threads = Vec::new();
        for _ in 0..jobs.min(items.len()) {
            match thread::Builder::new()
                .stack_size(stack)
                .spawn_scoped(scope, take)
            {
                Ok(thread) => threads.push(thread),
                // Those that did start do all the work.
                Err(_) if !threads.is_empty() => break,
                Err(error) => return Err(error),
            }
        }
        let mut done = Vec::with_capacity(items.len());
        for thread in threads {
            match thread.join() {
                Ok(part) => done.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(done)
    })?;
    done.sort_unstable_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<u64> = (0..500).collect();
        let slow_first = |item: &u64| {
            thread::sleep(std::time::Duration::from_micros(500 - item));
            item * 2
        };
        let results = map(&items, 4, 1 << 20, slow_first).unwrap();
        assert_eq!(
            results,
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        );
    }

    #[test]
    fn no_items_need_no_thread() {
        assert!(
            map(&[] as &[u8], 0, 1 << 20, |item| *item)
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn the_stack_is_as_large_as_stated() {
        fn deep(depth: usize) -> usize {
            let frame = std::hint::black_box([0_u8; 1024]);
            if depth == 0 {
                0
            } else {
                deep(depth - 1) + usize::from(frame[0]) + 1
            }
        }
        // More than the 2 MiB that a thread gets by itself.
        assert_eq!(
            map(&[10_000], 1, 64 << 20, |depth| deep(*depth)).unwrap(),
            [10_000]
        );
    }
}
