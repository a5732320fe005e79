package com.flowex.audit;

import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Write-ahead buffer on this machine's disk for entries that wait until the database takes them into their chains. Each
 * line is signed together with the signature of the line before. No line can therefore be changed, inserted or removed,
 * except the last ones. A line that was cut off when the process ended is dropped; it was never acknowledged. The file
 * is emptied when all entries are in the chains; it holds at most {@link #BYTES_MAX}. Thread-safe.
 */
final class AuditWriteAheadBuffer implements AutoCloseable {

    static final String FILE = "spool";

    private static final Logger LOG = LoggerFactory.getLogger(AuditWriteAheadBuffer.class);
    private static final long BYTES_MAX = 64L << 20;
    private static final int FIELDS = 10;

    private final Path file;
    private final CheckpointSigningKey key;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<TimestampedEntry> entries = new ArrayDeque<>();
    private final FileChannel channel;
    private final boolean tampered;
    private String previous = "";
    private volatile boolean empty;

    private AuditWriteAheadBuffer(Path directory, CheckpointSigningKey key) throws IOException {
        this.file = directory.resolve(FILE);
        this.key = key;
        Files.createDirectories(directory.toAbsolutePath());
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.tampered = readBack();
        this.empty = entries.isEmpty();
    }

    /** @throws StartupException if the folder cannot be written */
    static AuditWriteAheadBuffer open(Path directory, CheckpointSigningKey key) {
        try {
            return new AuditWriteAheadBuffer(directory, key);
        } catch (IOException e) {
            throw new StartupException("the audit log's folder " + directory + " cannot be used: " + e, e);
        }
    }

    /**
     * Returns true if a line was changed, inserted or removed while the process was down; a copy of the file is kept
     * beside it.
     */
    boolean isTampered() {
        return tampered;
    }

    /** Returns true if all entries are in the chains. */
    boolean isEmpty() {
        return empty;
    }

    /** @return true if the file was tampered with */
    private boolean readBack() throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1); // one character a byte
        int end = text.lastIndexOf('\n') + 1;
        if (end < text.length()) {
            LOG.warn("the last line of {} was cut off when the process ended, and is dropped", file);
            channel.truncate(end);
        }
        boolean wrong = false;
        for (String line : text.substring(0, end).lines().toList()) {
            wrong |= !readBack(line);
        }
        channel.position(channel.size());
        if (wrong) {
            Path beside = file.resolveSibling(FILE + ".tampered");
            Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
            LOG.error("{} was changed by another program; it is kept as {}", file, beside);
        }
        return wrong;
    }

    private boolean readBack(String line) {
        int sign = line.lastIndexOf(' ');
        boolean genuine = sign > 0 && key.signed(previous + "\n" + line.substring(0, sign), line.substring(sign + 1));
        previous = line.substring(sign + 1);
        if (genuine) {
            entries.add(entry(line.substring(0, sign)));
        }
        return genuine;
    }

    /**
     * Keeps an entry; it is on disk when the method returns.
     *
     * @throws IOException if the disk does not take it, or too much waits already
     */
    void append(TimestampedEntry timed) throws IOException {
        lock.lock();
        try {
            String text = text(timed);
            String signature = key.sign(previous + "\n" + text);
            write((text + " " + signature + "\n").getBytes(StandardCharsets.UTF_8));
            previous = signature;
            entries.add(timed);
            empty = false;
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] line) throws IOException {
        long before = channel.size();
        if (before + line.length > BYTES_MAX) {
            throw new IOException("more than " + BYTES_MAX + " bytes of audit entries wait for the database");
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            channel.position(before);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            channel.truncate(before);
            throw e;
        }
    }

    /** Returns the first waiting entries, at most this many. */
    List<TimestampedEntry> first(int max) {
        lock.lock();
        try {
            List<TimestampedEntry> first = new ArrayList<>();
            Iterator<TimestampedEntry> next = entries.iterator();
            while (next.hasNext() && first.size() < max) {
                first.add(next.next());
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes the first entries, which are now in their chains. If the process ends before this is on disk, no harm is
     * done: the taker checks for entries that are already in the chain.
     */
    void taken(int count) throws IOException {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                entries.remove();
            }
            if (entries.isEmpty()) {
                channel.truncate(0);
                channel.force(false);
                previous = "";
                empty = true;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("{} cannot be closed: {}", file, e.toString());
        }
    }

    /** Returns an entry as words without a space in them, a point before each text so that none is empty. */
    private static String text(TimestampedEntry timed) {
        AuditEntry entry = timed.entry();
        StringBuilder line =
                new StringBuilder().append(timed.atMicros()).append(' ').append(entry.tenant());
        for (String field : List.of(
                entry.actor(),
                entry.action(),
                entry.change().subject(),
                entry.change().before(),
                entry.change().after(),
                entry.outcome(),
                entry.from(),
                entry.requestId())) {
            line.append(" .").append(Base64.getEncoder().encodeToString(field.getBytes(StandardCharsets.UTF_8)));
        }
        return line.toString();
    }

    private static TimestampedEntry entry(String text) {
        List<String> words = List.of(text.split(" ", -1));
        if (words.size() != FIELDS) {
            throw new IllegalStateException("signed, but of " + words.size() + " words");
        }
        List<String> fields =
                words.stream().skip(2).map(AuditWriteAheadBuffer::field).toList();
        AuditEntry.Change change = new AuditEntry.Change(fields.get(2), fields.get(3), fields.get(4));
        return new TimestampedEntry(
                new AuditEntry(
                        Integer.parseInt(words.get(1)),
                        fields.get(0),
                        fields.get(1),
                        change,
                        fields.get(5),
                        fields.get(6),
                        fields.get(7)),
                Long.parseLong(words.getFirst()));
    }

    private static String field(String word) {
        return new String(Base64.getDecoder().decode(word.substring(1)), StandardCharsets.UTF_8);
    }
}
