//! A server on this machine that signs everybody out, as fast as it can.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    thread,
};

use crate::Failure;

const RESPONSE: &[u8] = b"HTTP/1.1 200 OK\r\n\
    content-length: 0\r\n\
    date: Thu, 01 Jan 2026 00:00:00 GMT\r\n\
    x-amzn-requestid: 0f6bd1a2-6c1f-4b7e-9d05-5a3c8e2f7b14\r\n\r\n";

/// Starts it, and gives its URL. It ends with the process.
pub(crate) fn start() -> Result<String, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            // A caller that goes away is no failure.
            thread::spawn(move || drop(serve(&connection)));
        }
    });
    Ok(url)
}

/// Answers every request that has no body, until there are no more.
fn serve(connection: &TcpStream) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let mut lines = BufReader::new(connection);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        if line == b"\r\n" {
            let mut connection = connection;
            connection.write_all(RESPONSE)?;
        }
        line.clear();
    }
    Ok(())
}
