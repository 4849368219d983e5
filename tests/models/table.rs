//! The table: a row for each service, and their sums.

use std::{
    error::Error,
    fmt, fs,
    io::{ErrorKind, Write},
    path::PathBuf,
    time::Duration,
};

const HEAD: &str = "\
| service | protocol | operations | left out | lines | import | generate | check | result |
|---|---|---:|---:|---:|---:|---:|---:|---|
";

/// How far a service came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    NotImported,
    NotGenerated,
    NotCompiled,
    Good,
}

impl Outcome {
    const ALL: [Self; 4] = [
        Self::NotImported,
        Self::NotGenerated,
        Self::NotCompiled,
        Self::Good,
    ];

    fn text(self) -> &'static str {
        match self {
            Self::NotImported => "not imported",
            Self::NotGenerated => "not generated",
            Self::NotCompiled => "doesn't compile",
            Self::Good => "ok",
        }
    }
}

/// How it went with a service.
#[derive(Debug)]
pub struct Row {
    service: String,
    pub protocol: String,
    pub operations: usize,
    /// How many warnings there were; each is about something that is left out.
    pub left_out: usize,
    pub lines: usize,
    pub import: Duration,
    pub generate: Duration,
    pub check: Duration,
    pub result: Outcome,
}

impl Row {
    pub fn new(service: &str) -> Self {
        Self {
            service: service.to_owned(),
            protocol: String::new(),
            operations: 0,
            left_out: 0,
            lines: 0,
            import: Duration::ZERO,
            generate: Duration::ZERO,
            check: Duration::ZERO,
            result: Outcome::NotImported,
        }
    }

    /// Reads a line of a table.
    fn read(line: &str) -> Option<Self> {
        let cells: Vec<_> = line
            .trim()
            .strip_prefix('|')?
            .split('|')
            .map(str::trim)
            .collect();
        let [
            service,
            protocol,
            operations,
            left_out,
            lines,
            import,
            generate,
            check,
            result,
            _,
        ] = cells.as_slice()
        else {
            return None;
        };
        let seconds =
            |text: &str| Duration::try_from_secs_f64(text.strip_suffix(" s")?.parse().ok()?).ok();
        Some(Self {
            service: (*service).to_owned(),
            protocol: (*protocol).to_owned(),
            operations: operations.parse().ok()?,
            left_out: left_out.parse().ok()?,
            lines: lines.parse().ok()?,
            import: seconds(import)?,
            generate: seconds(generate)?,
            check: seconds(check)?,
            result: Outcome::ALL
                .into_iter()
                .find(|outcome| outcome.text() == *result)?,
        })
    }

    fn is_good(&self) -> bool {
        self.result == Outcome::Good
    }
}

impl Row {
    fn write(&self, f: &mut impl fmt::Write, result: &str) -> fmt::Result {
        let Self {
            service,
            protocol,
            operations,
            left_out,
            lines,
            ..
        } = self;
        let [import, generate, check] =
            [self.import, self.generate, self.check].map(|time| time.as_secs_f64());
        writeln!(
            f,
            "| {service} | {protocol} | {operations} | {left_out} | {lines} | {import:.2} s | {generate:.2} s | \
             {check:.2} s | {result} |"
        )
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, self.result.text())
    }
}

/// The rows that there are, which a file may keep.
#[derive(Debug)]
pub struct Table {
    file: Option<PathBuf>,
    rows: Vec<Row>,
}

impl Table {
    /// Reads the rows that a file has, if there is one.
    pub fn open(file: Option<PathBuf>) -> Result<Self, Box<dyn Error>> {
        let text = match file.as_ref().map(fs::read_to_string) {
            Some(Err(error)) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            Some(Ok(text)) => text,
            _ => String::new(),
        };
        let rows = text.lines().skip(HEAD.lines().count()).map(|line| {
            Row::read(line).ok_or_else(|| format!("this line is not a row of the table: {line}"))
        });
        Ok(Self {
            rows: rows.collect::<Result<_, _>>()?,
            file,
        })
    }

    pub fn has(&self, service: &str) -> bool {
        self.rows.iter().any(|row| row.service == service)
    }

    /// Adds a row, and writes it at once.
    pub fn add(&mut self, row: Row) -> Result<(), Box<dyn Error>> {
        if let Some(path) = &self.file {
            let mut file = fs::File::options().create(true).append(true).open(path)?;
            if file.metadata()?.len() == 0 {
                file.write_all(HEAD.as_bytes())?;
            }
            file.write_all(row.to_string().as_bytes())?;
        }
        self.rows.push(row);
        Ok(())
    }

    pub fn is_good(&self) -> bool {
        self.rows.iter().all(Row::is_good)
    }
}

/// The rows, and their sums in a last one.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        for row in &self.rows {
            row.fmt(f)?;
        }
        let good = self.rows.iter().filter(|row| row.is_good()).count();
        let total = Row {
            operations: self.rows.iter().map(|row| row.operations).sum(),
            left_out: self.rows.iter().map(|row| row.left_out).sum(),
            lines: self.rows.iter().map(|row| row.lines).sum(),
            import: self.rows.iter().map(|row| row.import).sum(),
            generate: self.rows.iter().map(|row| row.generate).sum(),
            check: self.rows.iter().map(|row| row.check).sum(),
            ..Row::new("total")
        };
        total.write(f, &format!("{good} of {} ok", self.rows.len()))
    }
}
