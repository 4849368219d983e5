//! An incremental decoder of the gzip format (RFC 1952).

use std::convert::TryFrom;

use flate2::{Crc, Decompress, FlushDecompress, Status};

/// The flags of a header for its optional parts (section 2.3.1). The others are reserved.
const HEADER_CRC: u8 = 1 << 1;
const EXTRA: u8 = 1 << 2;
const NAME: u8 = 1 << 3;
const COMMENT: u8 = 1 << 4;
const RESERVED: u8 = 0b1110_0000;

/// The length in bytes below which a member is short, and the maximum number of short members. Each member costs 32 KiB
/// of zeros to begin, and only an attack has more.
const SHORT: u32 = 1_024;
const MAX_SHORT_MEMBERS: u32 = 1_000;

/// The error of bytes that are not gzip, are truncated, or have a wrong checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Damaged;

/// A decoder of gzip that takes its input in pieces. It keeps at most the last 32 KiB.
#[derive(Debug)]
pub(in super::super) struct GzipDecoder {
    part: Part,
    /// The flags of the header's remaining parts.
    flags: u8,
    inflate: Decompress,
    crc: Crc,
    /// The number of short members so far.
    short_members: u32,
}

/// The part of a member that the next byte belongs to. There may be several members, one after the other.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// The ten bytes at the beginning of a header, of which this number has been read.
    Header(u8),
    ExtraLength,
    /// The second byte of the length, after this first one.
    ExtraLengthEnd(u8),
    /// This number of bytes that are ignored.
    Skipped(u16),
    /// A string that ends with a zero.
    Text,
    Data,
    /// The checksum and the length of the content, of which this number of bytes has been read.
    Trailer(usize),
    /// The rest of damaged input, which can't be decoded.
    Damaged,
}

impl GzipDecoder {
    pub(in super::super) fn new() -> Self {
        Self {
            part: Part::Header(0),
            flags: 0,
            inflate: Decompress::new(false),
            crc: Crc::new(),
            short_members: 0,
        }
    }

    /// Decodes until the output is full or the input is used up, and removes what it has read from the input.
    ///
    /// Returns the number of bytes that were written. If the output is full, there may be more without further input.
    pub(in super::super) fn decode(
        &mut self,
        input: &mut &[u8],
        output: &mut [u8],
    ) -> Result<usize, Damaged> {
        let result = self.decode_parts(input, output);
        if result.is_err() {
            self.part = Part::Damaged;
        }
        result
    }

    /// Fails unless the input may end here: after a member, or before the first one.
    pub(in super::super) fn finish(&self) -> Result<(), Damaged> {
        if matches!(self.part, Part::Header(0)) {
            Ok(())
        } else {
            Err(Damaged)
        }
    }

    fn decode_parts(&mut self, input: &mut &[u8], output: &mut [u8]) -> Result<usize, Damaged> {
        let mut written = 0;
        loop {
            if let Part::Data = self.part {
                let output = output.get_mut(written..).unwrap_or_default();
                let (before, length) = (input.len(), self.inflate(input, output)?);
                written += length;
                let is_stuck = length == 0 && input.len() == before;
                if matches!(self.part, Part::Data) && (is_stuck || length == output.len()) {
                    return Ok(written);
                }
            } else if let Some((byte, rest)) = input.split_first() {
                *input = rest;
                self.part = self.after(*byte)?;
            } else {
                return Ok(written);
            }
        }
    }

    /// Decodes a part of a member's data.
    fn inflate(&mut self, input: &mut &[u8], output: &mut [u8]) -> Result<usize, Damaged> {
        let (read, written) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self
            .inflate
            .decompress(input, output, FlushDecompress::None)
            .map_err(|_| Damaged)?;
        let count = |total: u64, before: u64| usize::try_from(total - before).map_err(|_| Damaged);
        let (read, written) = (
            count(self.inflate.total_in(), read)?,
            count(self.inflate.total_out(), written)?,
        );
        *input = input.get(read..).ok_or(Damaged)?;
        self.crc.update(output.get(..written).ok_or(Damaged)?);
        if status == Status::StreamEnd {
            self.part = Part::Trailer(0);
        }
        Ok(written)
    }

    /// Reads a byte outside of the data, and returns what the next one belongs to.
    fn after(&mut self, byte: u8) -> Result<Part, Damaged> {
        let expect = |is_right, next| if is_right { Ok(next) } else { Err(Damaged) };
        match self.part {
            Part::Header(0) => expect(byte == 0x1f, Part::Header(1)),
            Part::Header(1) => expect(byte == 0x8b, Part::Header(2)),
            // Deflate, the only method.
            Part::Header(2) => expect(byte == 8, Part::Header(3)),
            Part::Header(3) => {
                self.flags = byte;
                expect(byte & RESERVED == 0, Part::Header(4))
            }
            Part::Header(9) | Part::Skipped(0 | 1) => Ok(self.next_of_header()),
            Part::Header(read) => Ok(Part::Header(read + 1)),
            Part::ExtraLength => Ok(Part::ExtraLengthEnd(byte)),
            Part::ExtraLengthEnd(first) => match u16::from_le_bytes([first, byte]) {
                0 => Ok(self.next_of_header()),
                length => Ok(Part::Skipped(length)),
            },
            Part::Skipped(left) => Ok(Part::Skipped(left - 1)),
            Part::Text if byte == 0 => Ok(self.next_of_header()),
            Part::Text => Ok(Part::Text),
            Part::Trailer(read) => self.trailer(read, byte),
            Part::Data | Part::Damaged => Err(Damaged),
        }
    }

    /// Returns the next part that the flags announce, in the order of section 2.3. The checksum of the header, which is
    /// rarely sent, is skipped.
    fn next_of_header(&mut self) -> Part {
        let parts = [
            (EXTRA, Part::ExtraLength),
            (NAME, Part::Text),
            (COMMENT, Part::Text),
            (HEADER_CRC, Part::Skipped(2)),
        ];
        for (flag, part) in parts {
            if self.flags & flag != 0 {
                self.flags &= !flag;
                return part;
            }
        }
        Part::Data
    }

    /// Compares a byte of the trailer with what was decoded.
    fn trailer(&mut self, read: usize, byte: u8) -> Result<Part, Damaged> {
        let (checksum, length) = (
            self.crc.sum().to_le_bytes(),
            self.crc.amount().to_le_bytes(),
        );
        let mut expected = IntoIterator::into_iter(checksum).chain(length).skip(read);
        if expected.next() != Some(byte) {
            return Err(Damaged);
        }
        if expected.next().is_some() {
            return Ok(Part::Trailer(read + 1));
        }
        if self.crc.amount() < SHORT {
            self.short_members += 1;
        }
        if self.short_members > MAX_SHORT_MEMBERS {
            return Err(Damaged);
        }
        self.inflate.reset(false);
        self.crc.reset();
        Ok(Part::Header(0))
    }
}
