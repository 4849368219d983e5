//! The gzip format (RFC 1952), decoded as its bytes come.

use std::convert::TryFrom;

use flate2::{Crc, Decompress, FlushDecompress, Status};

/// The flags of a header that say which parts follow (section 2.3.1); the others are reserved.
const HEADER_CRC: u8 = 1 << 1;
const EXTRA: u8 = 1 << 2;
const NAME: u8 = 1 << 3;
const COMMENT: u8 = 1 << 4;
const RESERVED: u8 = 0b1110_0000;

/// To begin another member costs 32 KiB of zeros, so of short ones, in bytes, there may be so many. Only an attack has
/// more.
const SHORT: u32 = 1_024;
const MAX_SHORT_MEMBERS: u32 = 1_000;

/// The bytes are not gzip, or their checksum is wrong, or they end too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Damaged;

/// Decodes gzip, whatever the pieces are in which it comes. It keeps no more than the last 32 KiB.
#[derive(Debug)]
pub(in super::super) struct GzipDecoder {
    part: Part,
    /// The flags of the parts of the header that are still to come.
    flags: u8,
    inflate: Decompress,
    crc: Crc,
    /// How many members were short.
    short_members: u32,
}

/// What the next byte belongs to. There may be several members, one behind the other.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// The ten bytes that every header begins with, of which so many are read.
    Header(u8),
    ExtraLength,
    /// The second byte of the length, behind this one.
    ExtraLengthEnd(u8),
    /// So many bytes that don't matter.
    Skipped(u16),
    /// A text that ends with a zero.
    Text,
    Data,
    /// The checksum and the length of the content, of which so many bytes are read.
    Trailer(usize),
    /// Nothing that can be read follows.
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

    /// Decodes from the beginning of the input, which it shortens, until the output is full or all input is used up.
    /// Returns how many bytes it wrote: if the output is full, there may be more without further input.
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

    /// Says whether the input may end here: behind a member, or before there was any.
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
            // Deflate, the only method that there is.
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

    /// Returns the next of the parts that the flags announce, in the order of section 2.3. The header's own checksum,
    /// which next to nobody sends, is passed over.
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
