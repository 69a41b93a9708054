//! The judgement on hand-made facts: `facts` builds them, `causes` and
//! `confidences` ask for single answers, `law` for what always holds.

mod among;
mod causes;
mod confidences;
mod facts;
mod law;
mod words;
