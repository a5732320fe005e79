package com.flowex.gateway.upstream;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.Http1HeadersParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Body of an answer as it arrives, without its framing. For one thread. */
public final class UpstreamResponseBody extends InputStream {

    /** Marking of an answer's end. */
    enum Framing {
        SIZED,
        CHUNKED,
        BY_END_OF_CONNECTION
    }

    private static final int CHUNK_LINE_MAX = 1_024;
    private static final int CHUNK_SIZE_DIGITS_MAX = 12;
    private static final int TRAILERS_BYTES_MAX = 8_192;
    private static final int HEX = 16;

    private final DataReader reader;
    private final Framing framing;
    private final long size;
    private long left;
    private boolean ended;

    UpstreamResponseBody(DataReader reader, Framing framing, long size) {
        this.reader = reader;
        this.framing = framing;
        this.size = framing == Framing.SIZED ? size : -1;
        this.left = framing == Framing.SIZED ? size : 0;
        this.ended = framing == Framing.SIZED && size == 0;
    }

    /** Returns the number of bytes; -1 if it is not known yet. */
    public long size() {
        return size;
    }

    /** Returns true if the body was read to its end. */
    public boolean isEnded() {
        return ended;
    }

    /** Returns true if the next answer on the connection begins at the end of this one. */
    boolean leavesConnectionFit() {
        return ended && framing != Framing.BY_END_OF_CONNECTION;
    }

    /** Returns the number of bytes that can be read at once. */
    @Override
    public int available() {
        return ended ? 0 : reader.available();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Reads the next bytes.
     *
     * @throws IOException also if the upstream ended in the middle
     */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            if (framing == Framing.CHUNKED && left == 0 && !ended) {
                beginChunk();
            }
            return ended ? -1 : part(into, offset, length);
        } catch (DataReader.InsufficientDataAvailableException e) {
            if (framing == Framing.BY_END_OF_CONNECTION) {
                ended = true;
                return -1;
            }
            throw new IOException("the upstream broke off its response", e);
        } catch (DataReader.IncorrectNewLineException | IllegalArgumentException nonsense) {
            throw new IOException("the upstream's response is no HTTP", nonsense);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private int part(byte[] into, int offset, int length) {
        reader.ensureAvailable();
        int most = Math.min(length, reader.available());
        int take = framing == Framing.BY_END_OF_CONNECTION ? most : (int) Math.min(most, left);
        BufferData data = reader.readBuffer(take);
        int read = data.read(into, offset, take);
        left -= read;
        if (left == 0 && framing == Framing.SIZED) {
            ended = true;
        } else if (left == 0 && framing == Framing.CHUNKED) {
            endOfLine();
        }
        return read;
    }

    private void beginChunk() {
        String line = line();
        int extension = line.indexOf(';');
        String digits = (extension < 0 ? line : line.substring(0, extension)).strip();
        if (digits.length() > CHUNK_SIZE_DIGITS_MAX || digits.startsWith("-") || digits.startsWith("+")) {
            throw new IllegalArgumentException("a chunk of " + digits);
        }
        left = Long.parseLong(digits, HEX);
        if (left == 0) {
            // Trailers are not relayed.
            Http1HeadersParser.readHeaders(reader, TRAILERS_BYTES_MAX, true);
            ended = true;
        }
    }

    private String line() {
        int end = reader.findNewLine(CHUNK_LINE_MAX);
        if (end == CHUNK_LINE_MAX) {
            throw new IllegalArgumentException("a chunk without a size");
        }
        String line = reader.readAsciiString(end);
        reader.skip(2);
        return line;
    }

    private void endOfLine() {
        if (!line().isEmpty()) {
            throw new IllegalArgumentException("a chunk longer than it said");
        }
    }
}
