//! Trees that are grown from a list of choices, each part as loosely bound as may stand there.

use ma6202_formula::{Big, Command, Fence, Infix, Kind, Node, Relation, Size};

/// What is chosen next; once nothing is left, the first of everything, which is a letter.
pub struct Choices(pub std::vec::IntoIter<u8>);

/// As deep as trees grow.
const DEEPEST: usize = 6;

fn node(kind: Kind) -> Node {
    Node { kind, place: 0..0 }
}

fn infix(operator: Infix, left: Node, right: Node) -> Node {
    node(Kind::Infix { operator, left: Box::new(left), right: Box::new(right) })
}

impl Choices {
    fn below(&mut self, many: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % many
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 1
    }

    /// `a = b, c`
    pub fn list(&mut self, depth: usize) -> Node {
        let mut parts = vec![self.relation(depth)];
        while self.below(6) == 5 {
            parts.push(self.relation(depth));
        }
        if parts.len() == 1 { parts.swap_remove(0) } else { node(Kind::List(parts)) }
    }

    fn boxed(&mut self, depth: usize) -> Box<Node> {
        Box::new(self.list(depth))
    }

    fn relation(&mut self, depth: usize) -> Node {
        use Relation::{AtLeast, AtMost, Equal, Greater, Less, Nearly, NotEqual, To};
        let first = self.sum(depth);
        let mut rest = Vec::new();
        while self.below(5) == 4 {
            let all = [AtLeast, AtMost, Equal, Greater, Less, Nearly, NotEqual, To];
            rest.push((self.one_of(&all), self.sum(depth)));
        }
        match rest.is_empty() {
            true => first,
            false => node(Kind::Relation { first: Box::new(first), rest }),
        }
    }

    fn sum(&mut self, depth: usize) -> Node {
        let mut terms = vec![(self.below(4) == 3, self.term(depth))];
        while self.below(3) == 2 {
            terms.push((self.yes(), self.term(depth)));
        }
        match terms[..] {
            [(false, _)] => terms.swap_remove(0).1,
            _ => node(Kind::Sum(terms)),
        }
    }

    /// A slash is the last sign.
    fn term(&mut self, depth: usize) -> Node {
        let signs = self.one_of(&[0, 0, 1, 2]);
        let mut left = self.product(depth, signs == 0);
        for number in 1..=signs {
            let right = self.product(depth, number == signs);
            let last = if number == signs { 3 } else { 2 };
            let sign = [Infix::Times, Infix::Hadamard, Infix::Slash][self.below(last)];
            left = infix(sign, left, right);
        }
        left
    }

    /// Digits are its first factor; what takes all that follows is its last.
    fn product(&mut self, depth: usize, may_be_open: bool) -> Node {
        let is_digits = self.below(5) == 4;
        let mut factors = vec![if is_digits { self.digits() } else { self.factor(depth) }];
        while self.below(3) == 2 {
            factors.push(self.factor(depth));
        }
        if may_be_open && depth < DEEPEST && self.below(5) == 4 {
            factors.push(self.open(depth + 1));
        }
        match factors.len() {
            1 => factors.swap_remove(0),
            _ => node(Kind::Juxtaposition(factors)),
        }
    }

    fn digits(&mut self) -> Node {
        let digits = node(Kind::Number(self.one_of(&["0", "7", "12", "0.5"]).into()));
        self.scripted(digits, DEEPEST)
    }

    fn letter(&mut self) -> Node {
        let letters = ["a", "x", "d", "L", r"\lambda", r"\Phi", r"\ell", r"\mathbf{1}", r"\infty"];
        node(Kind::Symbol(self.one_of(&letters).into()))
    }

    /// What takes what follows.
    fn open(&mut self, depth: usize) -> Node {
        if self.yes() {
            let argument = Box::new(self.letter());
            let (name, primes) = (self.one_of(&["ln", "exp", "sin"]), self.below(3));
            let function = Box::new(named(Command::Own, name, primes));
            return node(Kind::Apply { function, argument });
        }
        let operator = self.one_of(&[Big::Sum, Big::Max, Big::Min]);
        // Without an index, `\max(…)` would be a function.
        let (sub, sup) = (Some(self.boxed(depth)), self.yes().then(|| self.boxed(depth)));
        node(Kind::Big { operator, sub, sup, body: Box::new(self.term(depth)) })
    }

    /// What ends where it ends, and begins with no digit.
    fn factor(&mut self, depth: usize) -> Node {
        if depth == DEEPEST {
            return self.letter();
        }
        let below = depth + 1;
        let kind = match self.below(22) {
            0..6 => return self.letter(),
            6..9 => {
                let base = self.base(below);
                return self.scripted(base, below);
            }
            9..11 => return self.base(below),
            11 => {
                let (over, under) = (self.boxed(below), self.boxed(below));
                Kind::Fraction { is_small: self.yes(), over, under }
            }
            12 => Kind::Root(self.boxed(below)),
            13 => {
                let size = self.one_of(&[Size::Big, Size::Bigger, Size::Fitting]);
                let fence = self.one_of(&[Fence::Parentheses, Fence::Bars, Fence::DoubleBars]);
                Kind::Group { fence, size, body: self.boxed(below) }
            }
            14 => {
                let name = self.one_of(&["max", "diag", "tanh"]);
                let function = Box::new(named(Command::Operator, name, 0));
                Kind::Apply { function, argument: Box::new(self.group(below)) }
            }
            15 => {
                let variable = self.one_of(&["x", "u"]);
                let operator = Big::Integral(Box::new(node(Kind::Symbol(variable.into()))));
                let (sub, sup) = (Some(self.boxed(below)), Some(self.boxed(below)));
                Kind::Big { operator, sub, sup, body: Box::new(self.sum(below)) }
            }
            16 => {
                let order = self.yes().then(|| self.boxed(below));
                Kind::Partial { order, of: Some(Box::new(self.letter())) }
            }
            17 => {
                let over = Box::new(node(Kind::Partial { order: None, of: None }));
                Kind::Fraction { is_small: false, over, under: self.boxed(below) }
            }
            18 => {
                let last = (self.sum(below), node(Kind::Text("else".into())));
                Kind::Cases(vec![(self.sum(below), self.list(below)), last])
            }
            19 => Kind::Nabla(Box::new(self.letter())),
            20 => Kind::Dots,
            _ => {
                let columns = 1 + self.below(3);
                let mut row = || (0..columns).map(|_| self.sum(below)).collect();
                Kind::Matrix(vec![row(), row()])
            }
        };
        node(kind)
    }

    /// What exponents and indices may stand at.
    fn base(&mut self, depth: usize) -> Node {
        match self.below(4) {
            0 | 1 => self.letter(),
            2 => self.group(depth),
            _ => {
                let accent = self.one_of(&[r"\bar", r"\hat", r"\tilde"]).into();
                node(Kind::Accent { accent, body: self.boxed(depth) })
            }
        }
    }

    fn group(&mut self, depth: usize) -> Node {
        let fence = self.one_of(&[Fence::Parentheses, Fence::Brackets]);
        node(Kind::Group { fence, size: Size::Plain, body: self.boxed(depth) })
    }

    fn scripted(&mut self, base: Node, depth: usize) -> Node {
        let sup = match self.below(4) {
            0 => None,
            1 => Some(Box::new(node(Kind::Symbol(self.one_of(&["*", r"\top"]).into())))),
            _ => Some(self.boxed(depth)),
        };
        let (sub, primes) = (self.yes().then(|| self.boxed(depth)), self.below(3));
        match (&sup, &sub, primes) {
            (None, None, 0) => base,
            _ => node(Kind::Script { base: Box::new(base), sup, sub, primes }),
        }
    }
}

fn named(command: Command, name: &str, primes: usize) -> Node {
    let name = node(Kind::Name { command, name: name.into() });
    match primes {
        0 => name,
        _ => node(Kind::Script { base: Box::new(name), sup: None, sub: None, primes }),
    }
}
