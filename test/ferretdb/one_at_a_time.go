package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"sync"
)

// oneAtATime forwards commands to the server, one after the other over all connections.
//
// MongoDB changes one document atomically. FerretDB 1 reads it, compares it with the filter and writes it in separate
// steps, so of two concurrent compare-and-sets both would succeed. One command at a time gives what MongoDB promises.
func oneAtATime(listener net.Listener, server string) {
	var turn sync.Mutex
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer client.Close()
			upstream, err := net.Dial("tcp", server)
			if err != nil {
				return
			}
			defer upstream.Close()
			for forward(client, upstream, &turn) == nil {
			}
		}()
	}
}

// forward passes on one command and its answer.
func forward(client, upstream net.Conn, turn *sync.Mutex) error {
	command, err := readMessage(client)
	if err != nil {
		return err
	}
	answer, err := exchange(upstream, command, turn)
	if err != nil {
		return err
	}
	_, err = client.Write(answer)
	return err
}

func exchange(upstream net.Conn, command []byte, turn *sync.Mutex) ([]byte, error) {
	turn.Lock()
	defer turn.Unlock()
	if _, err := upstream.Write(command); err != nil {
		return nil, err
	}
	return readMessage(upstream)
}

// readMessage reads one message of the wire protocol: its first four bytes are its length.
func readMessage(from io.Reader) ([]byte, error) {
	header := make([]byte, 4)
	if _, err := io.ReadFull(from, header); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(header)
	if length < 16 || length > 64<<20 {
		return nil, fmt.Errorf("message of %d bytes", length)
	}
	message := make([]byte, length)
	copy(message, header)
	_, err := io.ReadFull(from, message[4:])
	return message, err
}
