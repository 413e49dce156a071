use crate::oracle::check::{Device, Precision};
use crate::{Error, Result};
use libloading::Library;
use nalgebra::{DMatrix, Dim, IsContiguous, Matrix, RawStorage};
use std::error::Error as _;
use std::sync::OnceLock;
use tch::{Kind, Tensor};

/// How many GPUs torch can use.
///
/// Programs are linked with torch's CPU libraries only, so that one binary runs everywhere. What
/// torch needs for a GPU is loaded here, at run time, when there is a driver; it then stays loaded.
/// That must come before torch's first backward pass, on whatever device, after which it knows no
/// GPU any more: so every tensor made here loads it first.
///
/// # Errors
/// [`Error::Device`] with what is missing: the driver, torch's CUDA library, or a GPU.
pub fn cuda_devices() -> Result<usize> {
    static COUNT: OnceLock<std::result::Result<usize, String>> = OnceLock::new();
    COUNT.get_or_init(load_cuda).clone().map_err(|why| Error::Device { device: "cuda".into(), why })
}

fn load_cuda() -> std::result::Result<usize, String> {
    let load = |name: &str| {
        // SAFETY: the initialisers of NVIDIA's driver and of torch are meant to be run by
        // loading them.
        unsafe { Library::new(libloading::library_filename(name)) }
    };
    // Looked for first because without a driver torch's CUDA library, 1 GB, would be loaded in
    // vain. SAFETY: as above.
    if unsafe { Library::new("libcuda.so.1") }.is_err() {
        return Err("no NVIDIA driver (libcuda.so.1) on this machine".into());
    }
    match load("torch_cuda") {
        // Never unloaded: torch keeps pointers into it.
        Ok(library) => std::mem::forget(library),
        Err(error) => {
            // libloading's own words say only that it failed.
            let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
            return Err(format!(
                "there is a driver, but torch's CUDA library does not load ({why}); `cargo xtask libtorch --cuda` fetches it"
            ));
        }
    }
    match tch::Cuda::device_count() {
        count if count > 0 && tch::Cuda::is_available() => Ok(count as usize),
        _ => Err("torch finds no GPU it can use; `nvidia-smi` lists those of this machine".into()),
    }
}

impl Device {
    pub fn kind(self) -> Kind {
        match self.precision {
            Precision::F64 => Kind::Double,
            Precision::F32 => Kind::Float,
        }
    }

    pub fn place(self) -> tch::Device {
        self.cuda.map_or(tch::Device::Cpu, tch::Device::Cuda)
    }

    /// Loads what torch needs for a GPU, for the CPU's sake too, and refuses a GPU that is
    /// not there.
    fn prepare(self) -> Result<()> {
        let found = cuda_devices();
        let Some(number) = self.cuda else { return Ok(()) };
        let count = found?;
        if number < count {
            return Ok(());
        }
        let why = format!("this machine has {count}, counted from 0");
        Err(Error::Device { device: self.to_string(), why })
    }

    /// A number as a tensor without dimensions on this device.
    pub fn scalar(self, value: f64) -> Result<Tensor> {
        self.prepare()?;
        Ok(Tensor::from(value).f_to_device(self.place())?.f_to_kind(self.kind())?)
    }

    /// Numbers as a tensor (n) on this device.
    pub(crate) fn vector(self, values: &[f64]) -> Result<Tensor> {
        self.prepare()?;
        let tensor = Tensor::f_from_slice(values)?;
        Ok(tensor.f_to_device(self.place())?.f_to_kind(self.kind())?)
    }

    /// A matrix as a tensor of the same shape on this device; a vector (n) is (n, 1).
    pub fn tensor<R: Dim, C: Dim>(
        self,
        matrix: &Matrix<f64, R, C, impl RawStorage<f64, R, C> + IsContiguous>,
    ) -> Result<Tensor> {
        self.prepare()?;
        let columns = Tensor::f_from_slice(matrix.as_slice())?;
        let shape = [matrix.ncols() as i64, matrix.nrows() as i64];
        Ok(columns
            .f_reshape(shape)?
            .f_tr()?
            .f_contiguous()?
            .f_to_device(self.place())?
            .f_to_kind(self.kind())?)
    }
}

/// A tensor as a matrix; one dimension makes a column.
pub fn matrix(tensor: &Tensor) -> Result<DMatrix<f64>> {
    let (rows, columns) = match tensor.size()[..] {
        [] => (1, 1),
        [rows] => (rows, 1),
        [rows, columns] => (rows, columns),
        ref shape => {
            return Err(Error::Torch(format!("expected a matrix, got the shape {shape:?}")));
        }
    };
    let tensor = tensor.f_detach()?.f_to_device(tch::Device::Cpu)?.f_to_kind(Kind::Double)?;
    let by_columns = tensor.f_reshape([rows, columns])?.f_tr()?.f_contiguous()?;
    let mut values = vec![0.0; (rows * columns) as usize];
    by_columns.f_copy_data(&mut values, (rows * columns) as usize)?;
    Ok(DMatrix::from_vec(rows as usize, columns as usize, values))
}

/// Keeps torch to so many threads of the CPU, for comparisons with as many of ours.
pub fn use_threads(threads: i32) {
    tch::set_num_threads(threads);
}
