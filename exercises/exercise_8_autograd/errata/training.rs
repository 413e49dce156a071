//! Slips in how the lecture trains its wine model.

use super::Erratum;
use crate::language::words;
use ma6202::Result;
use ma6202::activation::Activation;
use ma6202::descent::{Clearing, Schedule, Sgd};
use ma6202::loss::Loss;
use ma6202::mlp::init::Draw;
use ma6202::mlp::{Mlp, Training};
use ma6202::notebook::{
    Data, STEPS_PER_EPOCH, delta_sizes, distance, untrained, with_repeated_key,
};
use ma6202::oracle::{Device, criterion, criterion_in_bits, descend, intermediates, slide};
use ma6202::wine::Wine;
use nalgebra::DMatrix;

/// Logits of one sample whose class is the first: sure and right, then sure and wrong.
const LOGITS: [[f64; 3]; 2] = [[20.0, 0.0, 0.0], [0.0, 20.0, 0.0]];

/// And its target, of the logits of a guess as well.
const TARGET: [f64; 3] = [1.0, 0.0, 0.0];
const GUESS: [f64; 3] = [0.0; 3];

/// The notebook's descent without its momentum of 0.1, so that clearing late is exactly momentum 1.
const SGD: Sgd = Sgd { learning_rate: 0.05, momentum: 0.0 };

/// One softmax too many.
pub(super) fn softmax_twice() -> Erratum {
    /// J of the first logits, and how long ∂J/∂y is of the second.
    fn numbers(
        of: impl Fn(&DMatrix<f64>, &DMatrix<f64>) -> Result<(f64, DMatrix<f64>)>,
    ) -> Result<Vec<f64>> {
        let t = DMatrix::from_row_slice(1, 3, &TARGET);
        let [right, wrong] = LOGITS.map(|y| of(&DMatrix::from_row_slice(1, 3, &y), &t));
        Ok(vec![right?.0, wrong?.1.norm()])
    }
    Erratum {
        id: "softmax_twice",
        name: words("softmax antes de la entropía cruzada", "softmax before the cross-entropy"),
        place: words(
            "primer ejemplo, el último paso de la red y `CrossEntropyLoss` después de él",
            "first example, the last step of the network and `CrossEntropyLoss` after it",
        ),
        in_edition: true,
        says: words(
            "La red termina en un softmax, y la función de pérdida es `CrossEntropyLoss`.",
            "The network ends in a softmax, and the loss is `CrossEntropyLoss`.",
        ),
        right: words(
            "`CrossEntropyLoss` ya contiene el softmax: espera los valores de antes de él, los \
             logits. Si recibe las probabilidades de tres clases, no baja de $\\ln(e + 2) - \
             1$ por correcta que sea la respuesta. Y donde la respuesta es segura y equivocada, \
             el primer softmax es plano: el gradiente que debería corregirla se desvanece.",
            "`CrossEntropyLoss` contains the softmax: it wants the values before it, the logits. \
             Given the probabilities of three classes it does not go below $\\ln(e + 2) - 1$, \
             however right the answer. And where the answer is sure and wrong the first softmax \
             is flat: the gradient that should correct it vanishes.",
        ),
        numbers: vec![
            words("$J$, respuesta segura y correcta", "$J$ of a sure and right answer"),
            words(
                "norma de $\\partial J / \\partial y$, segura y equivocada",
                "norm of $\\partial J / \\partial y$, sure and wrong",
            ),
        ],
        given: |_| {
            let [right, wrong] = LOGITS.map(Vec::from);
            Ok(vec![
                (words("logits de la respuesta correcta", "logits of the right answer"), right),
                (words("de la equivocada", "of the wrong one"), wrong),
                (words("objetivo", "target"), TARGET.into()),
            ])
        },
        written: |_| numbers(|y, t| Loss::SoftmaxThenCrossEntropy.value_and_derivative(y, t)),
        meant: |_| numbers(|y, t| Loss::CrossEntropy.value_and_derivative(y, t)),
        by_torch: |_, device| {
            let by = |loss| numbers(|y, t| criterion(loss, y, t, device));
            Ok([by(Loss::SoftmaxThenCrossEntropy)?, by(Loss::CrossEntropy)?])
        },
    }
}

/// Gradients cleared once per epoch.
pub(super) fn cleared_late() -> Erratum {
    fn numbers(seed: u32, clearing: Clearing) -> Result<Vec<f64>> {
        let (start, data) = wine_network(seed, 2)?;
        let mut moved = Vec::new();
        for epochs in [1, 3] {
            let schedule = Schedule { epochs, steps_per_epoch: STEPS_PER_EPOCH, clearing };
            let part = &data.train;
            let mut training =
                Training::new(start.clone(), &part.x, &part.t, Loss::CrossEntropy, SGD)?;
            training.follow(&schedule, &mut |_, _, _| ())?;
            moved.push(distance(&start, &training.into_mlp()));
        }
        // Under a constant gradient of 1, from 0: the sums 1, 2, …, or 1 each time.
        let steps = (1..=STEPS_PER_EPOCH).map(|step| match clearing {
            Clearing::EveryEpoch => step as f64,
            Clearing::EveryStep => 1.0,
        });
        moved.push(SGD.learning_rate * steps.sum::<f64>());
        Ok(moved)
    }
    /// Gradients that are summed are a momentum of 1, started afresh with every epoch.
    fn by_torch(seed: u32, momentum: f64, device: Device) -> Result<Vec<f64>> {
        let (start, data) = wine_network(seed, 2)?;
        let (sgd, part) = (Sgd { momentum, ..SGD }, &data.train);
        let schedule =
            Schedule { epochs: 1, steps_per_epoch: STEPS_PER_EPOCH, clearing: Clearing::EveryStep };
        let (mut mlp, mut moved) = (start.clone(), Vec::new());
        for epoch in 1..=3 {
            mlp = descend(&mlp, &part.x, &part.t, Loss::CrossEntropy, sgd, &schedule, device)?.mlp;
            if epoch != 2 {
                moved.push(distance(&start, &mlp));
            }
        }
        moved.push(-slide(sgd, STEPS_PER_EPOCH, Clearing::EveryStep, device)?);
        Ok(moved)
    }
    Erratum {
        id: "cleared_late",
        name: words(
            "gradientes que se borran una vez por época",
            "gradients cleared once per epoch",
        ),
        place: words(
            "primer ejemplo, `zero_grad()` fuera del ciclo de 20 pasos",
            "first example, `zero_grad()` outside the loop of 20 steps",
        ),
        in_edition: true,
        says: words(
            "Borrarlos una vez por época evita que se acumulen gradientes entre épocas.",
            "Clearing once per epoch keeps gradients from accumulating between epochs.",
        ),
        right: words(
            "Cada paso de una época necesita su propio gradiente. Si se borra una sola vez, el \
             paso $s$ sigue la suma de los $s$ que la época lleva hasta ahí: es un momento \
             (*momentum*) de 1 que empieza de nuevo en cada época. torch calcula la columna de la \
             clase con ese momento y borrando en cada paso. (El momento propio del cuaderno se deja \
             fuera en ambos lados.) La tabla da la distancia a la que quedan los parámetros de su \
             inicio; en la última fila hay uno solo, $w$, y su gradiente es siempre 1.",
            "Each step of an epoch asks for its own gradient. If it is cleared once, step $s$ \
             follows the sum of the $s$ that the epoch has had by then: that is a momentum of 1, \
             started afresh with every epoch. torch computes the lecture's column with that \
             momentum, clearing in each step. (The notebook's own momentum is left out on both \
             sides.) The table has how far the parameters are from their start; in the last row \
             there is a single one, $w$, and its gradient is always 1.",
        ),
        numbers: vec![
            words("distancia, una época, vinos", "distance, one epoch, wines"),
            words("distancia, tres épocas, vinos", "distance, three epochs, wines"),
            words("distancia, una época, $J = w$", "distance, one epoch, $J = w$"),
        ],
        given: |_| Ok(vec![(words("$\\lambda$", "$\\lambda$"), vec![SGD.learning_rate])]),
        written: |seed| numbers(seed, Clearing::EveryEpoch),
        meant: |seed| numbers(seed, Clearing::EveryStep),
        by_torch: |seed, device| Ok([by_torch(seed, 1.0, device)?, by_torch(seed, 0.0, device)?]),
    }
}

/// The size of δ of the first layer before training.
fn first_delta((start, data): &(Mlp, Data)) -> Result<Vec<f64>> {
    Ok(vec![delta_sizes(start, &data.train, Loss::CrossEntropy)?[0]])
}

fn first_delta_by_torch((start, data): &(Mlp, Data), device: Device) -> Result<Vec<f64>> {
    let part = &data.train;
    let all = intermediates(start, &part.x, &part.t, Loss::CrossEntropy, device)?;
    let delta = &all[2]; // after a and y of the first layer
    Ok(vec![delta.norm() / (delta.len() as f64).sqrt()])
}

/// One key for all activations.
pub(super) fn repeated_key() -> Erratum {
    fn held(seed: u32) -> Result<(Mlp, Data)> {
        let (described, data) = wine_network(seed, 2)?;
        Ok((with_repeated_key(&described)?, data))
    }
    Erratum {
        id: "repeated_key",
        name: words("una clave para todas las ReLU", "one key for every ReLU"),
        place: words(
            "primer ejemplo, el diccionario ordenado con que se arma la red",
            "first example, the ordered dictionary that the network is made of",
        ),
        in_edition: true,
        says: words(
            "Cada capa, menos la de salida, va seguida de una ReLU, y todas ellas entran al \
             `OrderedDict` con la misma clave, `relu`.",
            "Each layer but the output is followed by a ReLU, and all of them go into the \
             `OrderedDict` with the same key, `relu`.",
        ),
        right: words(
            "Cada una necesita una clave propia. Un diccionario guarda una clave una sola vez, en \
             su primer lugar: queda la ReLU que sigue a la capa de entrada, y las capas ocultas \
             son lineales. `print(mlp)` lo muestra. El capítulo 7 entrena también esa red. La \
             tabla es de antes de entrenar y con un solo softmax, como en el desliz 2.",
            "Each needs a key of its own. A dictionary keeps a key once, in its first place: the \
             ReLU after the input layer stays, and the hidden layers are linear. `print(mlp)` \
             shows it. Chapter 7 trains that network, too. The table is from before training and \
             with a single softmax, as with slip 2.",
        ),
        numbers: vec![words("tamaño de $\\delta$, primera capa", "size of $\\delta$, first layer")],
        given: |_| Ok(vec![]),
        written: |seed| first_delta(&held(seed)?),
        meant: |seed| first_delta(&wine_network(seed, 2)?),
        by_torch: |seed, device| {
            let meant = first_delta_by_torch(&wine_network(seed, 2)?, device)?;
            Ok([first_delta_by_torch(&held(seed)?, device)?, meant])
        },
    }
}

/// Ten hidden layers or two.
pub(super) fn hidden_layers() -> Erratum {
    fn numbers(seed: u32, hidden_layers: usize) -> Result<Vec<f64>> {
        first_delta(&wine_network(seed, hidden_layers)?)
    }
    fn by_torch(seed: u32, hidden_layers: usize, device: Device) -> Result<Vec<f64>> {
        first_delta_by_torch(&wine_network(seed, hidden_layers)?, device)
    }
    Erratum {
        id: "hidden_layers",
        name: words("diez capas ocultas, o dos", "ten hidden layers, or two"),
        place: words(
            "primer ejemplo, la descripción de la red y su código",
            "first example, the description of the network, and its code",
        ),
        in_edition: true,
        says: words(
            "La red tiene 10 capas ocultas. El código, y el algoritmo que está antes, tienen 2.",
            "The network has 10 hidden layers. The code, and the algorithm before it, have 2.",
        ),
        right: words(
            "Dos. Con diez capas de ancho 5 y los pesos iniciales de torch, $\\delta$ se achica \
             de capa en capa hasta que a la primera casi no le llega nada: es un desvanecimiento \
             del gradiente (*vanishing gradient*). El tamaño de $\\delta$ es la raíz de \
             la media de sus cuadrados, aquí antes de entrenar y con un solo softmax. Más abajo \
             se cuenta cuántos entrenamientos se estancan.",
            "Two. With ten layers of width 5 and torch's initial weights $\\delta$ shrinks from \
             layer to layer until next to nothing of it arrives at the first one: a vanishing \
             gradient. The size of $\\delta$ is the root of the mean of its squares, here before \
             training and with a single softmax. Below it is counted how many trainings get stuck.",
        ),
        numbers: vec![words("tamaño de $\\delta$, primera capa", "size of $\\delta$, first layer")],
        given: |_| Ok(vec![]),
        written: |seed| numbers(seed, 10),
        meant: |seed| numbers(seed, 2),
        by_torch: |seed, device| Ok([by_torch(seed, 10, device)?, by_torch(seed, 2, device)?]),
    }
}

/// The unit of the cross-entropy.
pub(super) fn bits() -> Erratum {
    Erratum {
        id: "bits",
        name: words("bits o nats", "bits or nats"),
        place: words(
            "primer ejemplo, la entropía cruzada $H(p, q)$",
            "first example, the cross-entropy $H(p, q)$",
        ),
        in_edition: true,
        says: words(
            "$H(p, q)$ es una diferencia esperada de información, en bits por ejemplo, cuando con \
             $q$ se describen eventos codificados para $p$; `CrossEntropyLoss` la implementa.",
            "$H(p, q)$ is an expected difference of information, in bits for instance, when $q$ \
             describes events coded for $p$; `CrossEntropyLoss` implements it.",
        ),
        right: words(
            "`CrossEntropyLoss` usa el logaritmo natural: su unidad son nats, y un nat son $1 / \
             \\ln 2$ bits. Además es al revés: los eventos vienen de $p$ y se codifican para $q$. \
             Lo que eso cuesta de más es $H(p, q) - H(p)$, donde $H(p)$ es lo que cuesta \
             codificarlos para $p$ misma; las etiquetas de los vinos son seguras, y para ellas \
             $H(p) = 0$. La columna de la clase está en bits y la otra en nats; $q$ es el softmax \
             de los logits, en la primera fila un tercio para cada clase.",
            "`CrossEntropyLoss` takes the natural logarithm: its unit is the nat, of which one is \
             $1 / \\ln 2$ bits. And it is the other way round: events come from $p$ and are coded \
             for $q$. What that costs more is $H(p, q) - H(p)$, where $H(p)$ is what coding them \
             for $p$ itself costs; the wines' labels are certain, so for them $H(p) = 0$. The \
             lecture's column is in bits and the other in nats; $q$ is the softmax of the logits, \
             in the first row a third for each class.",
        ),
        numbers: vec![
            words("$H(p, q)$, tres partes iguales", "$H(p, q)$, three even parts"),
            words("$J$ de la red sin entrenar", "$J$ of the untrained network"),
        ],
        given: |_| {
            let p = words("en la primera fila, $p$", "in the first row, $p$");
            Ok(vec![(p, TARGET.into()), (words("logits", "logits"), GUESS.into())])
        },
        written: |seed| Ok(nats(seed)?.iter().map(|j| j / std::f64::consts::LN_2).collect()),
        meant: nats,
        by_torch: |seed, device| {
            let [guess, network] = answers(seed)?;
            let (mut in_bits, mut in_nats) = (Vec::new(), Vec::new());
            for (y, t) in [guess, network] {
                in_bits.push(criterion_in_bits(&y, &t, device)?);
                in_nats.push(criterion(Loss::CrossEntropy, &y, &t, device)?.0);
            }
            Ok([in_bits, in_nats])
        },
    }
}

fn nats(seed: u32) -> Result<Vec<f64>> {
    let j = |(y, t)| Ok(Loss::CrossEntropy.value_and_derivative(&y, &t)?.0);
    answers(seed)?.into_iter().map(j).collect()
}

/// Logits and targets: three equal ones, and those of the untrained network.
fn answers(seed: u32) -> Result<[(DMatrix<f64>, DMatrix<f64>); 2]> {
    let (start, data) = wine_network(seed, 2)?;
    let part = data.train;
    let logits = start.forward(&part.x)?.y.pop().expect("a last layer");
    let guess = [GUESS, TARGET].map(|row| DMatrix::from_row_slice(1, 3, &row));
    Ok([guess.into(), (logits, part.t)])
}

/// The wine network before training, and its data.
fn wine_network(seed: u32, hidden_layers: usize) -> Result<(Mlp, Data)> {
    let start = untrained(seed, hidden_layers, Activation::Relu, Draw::Double)?;
    Ok((start, Data::prepare(&Wine::embedded(), seed)?))
}
