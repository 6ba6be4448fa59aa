//! The line table of a code object, one entry for each code unit: CPython's format (`Objects/locations.md`),
//! taken apart and put together again.

/// Where one code unit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nowhere in the source.
    None,
    /// A line alone.
    Line(i32),
    /// First and last line, and the columns from 0; `None` where they are not known.
    Range {
        line: i32,
        end_line: i32,
        column: Option<u32>,
        end_column: Option<u32>,
    },
}

/// Longest run of code units that one entry covers.
const LONGEST_RUN: usize = 8;

/// One place for each code unit that the table covers. `first_line` is the code object's.
pub fn places(table: &[u8], first_line: i32) -> Vec<Place> {
    let mut reader = Reader { table, at: 0 };
    let mut line = first_line;
    let mut places = Vec::new();
    while let Some(header) = reader.byte() {
        let length = usize::from(header & 7) + 1;
        let place = match (header >> 3) & 15 {
            15 => Place::None,
            14 => {
                line += reader.signed();
                Place::Range {
                    line,
                    end_line: line + reader.varint() as i32,
                    column: reader.varint().checked_sub(1),
                    end_column: reader.varint().checked_sub(1),
                }
            }
            13 => {
                line += reader.signed();
                Place::Line(line)
            }
            delta @ 10..=12 => {
                line += i32::from(delta - 10);
                let column = reader.byte().unwrap_or(0);
                let end_column = reader.byte().unwrap_or(0);
                on_line(line, column.into(), end_column.into())
            }
            group => {
                let byte = reader.byte().unwrap_or(0);
                let column = u32::from(group) * 8 + u32::from(byte >> 4);
                on_line(line, column, column + u32::from(byte & 15))
            }
        };
        places.extend(std::iter::repeat_n(place, length));
    }
    places
}

fn on_line(line: i32, column: u32, end_column: u32) -> Place {
    Place::Range {
        line,
        end_line: line,
        column: Some(column),
        end_column: Some(end_column),
    }
}

/// The table for such places.
pub fn table(places: &[Place], first_line: i32) -> Box<[u8]> {
    let mut table = Vec::new();
    let mut line = first_line;
    for run in places.chunk_by(|a, b| a == b) {
        for run in run.chunks(LONGEST_RUN) {
            let header = |code: u8| 0x80 | (code << 3) | (run.len() - 1) as u8;
            match run[0] {
                Place::None => table.push(header(15)),
                Place::Line(at) => {
                    table.push(header(13));
                    signed(&mut table, at - line);
                    line = at;
                }
                Place::Range {
                    line: at,
                    end_line,
                    column,
                    end_column,
                } => {
                    table.push(header(14));
                    signed(&mut table, at - line);
                    varint(&mut table, (end_line - at).max(0) as u32);
                    varint(&mut table, column.map_or(0, |column| column + 1));
                    varint(&mut table, end_column.map_or(0, |column| column + 1));
                    line = at;
                }
            }
        }
    }
    table.into()
}

struct Reader<'a> {
    table: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = self.table.get(self.at).copied();
        self.at += 1;
        byte
    }

    /// Six bits a byte, the lowest first; the seventh says that more follow.
    fn varint(&mut self) -> u32 {
        let mut value = 0;
        for shift in (0..30).step_by(6) {
            let Some(byte) = self.byte() else { break };
            value |= u32::from(byte & 63) << shift;
            if byte & 64 == 0 {
                break;
            }
        }
        value
    }

    fn signed(&mut self) -> i32 {
        let value = self.varint();
        let size = (value >> 1) as i32;
        if value & 1 == 0 { size } else { -size }
    }
}

fn varint(table: &mut Vec<u8>, mut value: u32) {
    while value >= 64 {
        table.push(64 | (value & 63) as u8);
        value >>= 6;
    }
    table.push(value as u8);
}

fn signed(table: &mut Vec<u8>, value: i32) {
    varint(
        table,
        (value.unsigned_abs() << 1) | u32::from(value.is_negative()),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_says_again_what_it_was_made_of() {
        let range = |line, end_line, column, end_column| Place::Range {
            line,
            end_line,
            column,
            end_column,
        };
        let there = vec![
            Place::None,
            Place::Line(7),
            range(7, 7, Some(0), Some(79)),
            range(7, 9, Some(4), Some(200)),
            range(3, 3, None, None),
            Place::Line(1000),
        ];
        let mut long = vec![range(5, 5, Some(3), Some(3)); 20];
        long.extend(&there);
        for places_of in [Vec::new(), there, long] {
            assert_eq!(places(&table(&places_of, 5), 5), places_of);
        }
    }

    #[test]
    fn a_compilers_short_forms_are_read() {
        // Two units at columns 12 to 17 of the first line, then one on the next line, columns 4 to 9.
        let bytes = [0x80 | (1 << 3) | 1, (4 << 4) | 5, 0x80 | (11 << 3), 4, 9];
        assert_eq!(
            places(&bytes, 10),
            [on_line(10, 12, 17), on_line(10, 12, 17), on_line(11, 4, 9)]
        );
    }
}
