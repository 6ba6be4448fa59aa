//! Protocol buffers as they are on the wire: what is written is read without the types that wrote it.

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

/// A message's fields, by their numbers, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message<'a>(pub Vec<(u64, Value<'a>)>);

impl<'a> Message<'a> {
    /// Reads all of it.
    #[track_caller]
    pub fn read(mut bytes: &'a [u8]) -> Self {
        let mut fields = Vec::new();
        while !bytes.is_empty() {
            let key = varint(&mut bytes);
            let value = match key & 7 {
                0 => Value::Number(varint(&mut bytes)),
                1 => {
                    let (eight, rest) = bytes.split_at(8);
                    bytes = rest;
                    Value::Number(u64::from_le_bytes(eight.try_into().unwrap()))
                }
                2 => {
                    let length = varint(&mut bytes) as usize;
                    let (value, rest) = bytes.split_at(length);
                    bytes = rest;
                    Value::Bytes(value)
                }
                other => panic!("wire type {other}"),
            };
            fields.push((key >> 3, value));
        }
        Self(fields)
    }

    /// All values of a field that are messages.
    pub fn messages(&self, field: u64) -> Vec<Message<'a>> {
        self.bytes(field).map(Message::read).collect()
    }

    pub fn message(&self, field: u64) -> Option<Message<'a>> {
        self.bytes(field).next().map(Message::read)
    }

    pub fn text(&self, field: u64) -> Option<&'a str> {
        self.bytes(field)
            .next()
            .map(|text| std::str::from_utf8(text).unwrap())
    }

    pub fn number(&self, field: u64) -> Option<u64> {
        self.numbers(field).next()
    }

    pub fn numbers(&self, field: u64) -> impl Iterator<Item = u64> {
        self.0
            .iter()
            .filter_map(move |(number, value)| match value {
                Value::Number(value) if *number == field => Some(*value),
                _ => None,
            })
    }

    fn bytes(&self, field: u64) -> impl Iterator<Item = &'a [u8]> {
        self.0
            .iter()
            .filter_map(move |(number, value)| match value {
                Value::Bytes(value) if *number == field => Some(*value),
                _ => None,
            })
    }
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first().expect("the rest of a number");
        *bytes = rest;
        value |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return value;
        }
    }
    panic!("a number without an end");
}
