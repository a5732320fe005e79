package com.flowex.identity.store.person;

import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * List of erased people, a file outside the database and its backups: one line each, on disk before anything is erased.
 * It names people by their owner id in the log, which has no meaning outside it.
 */
public final class ErasureLog {

    private static final String FILE = "erased";
    private static final int WORDS = 3;

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();

    public ErasureLog(Path directory) {
        this.file = directory.resolve(FILE);
    }

    /** @param owner owner of the account on the exchange; the id is never used for another person */
    public record Erased(int tenant, UUID owner, Instant at) {

        String line() {
            return tenant + " " + owner + " " + at + "\n";
        }
    }

    /** Appends an entry; it is on disk when this returns. */
    public void add(Erased erased) {
        lock.lock();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
                long end = wholeLines(channel);
                ByteBuffer bytes = ByteBuffer.wrap(erased.line().getBytes(StandardCharsets.US_ASCII));
                channel.truncate(end).position(end);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the list of the erased " + file + " takes nothing: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the end of the last complete line: a process may have ended within a line. */
    private static long wholeLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    /**
     * Returns all entries, oldest first.
     *
     * @throws StartupException if the file cannot be read: no request is served before all erased people are known
     */
    public List<Erased> all() {
        List<Erased> all = new ArrayList<>();
        try {
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "";
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                all.add(erased(line));
            }
            return all;
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            throw new StartupException(
                    "the list of the erased " + file + " cannot be read: " + e.getMessage()
                            + "; put it back from another copy, so that no erased person comes back",
                    e);
        }
    }

    private static Erased erased(String line) {
        List<String> words = List.of(line.split(" ", -1));
        if (words.size() != WORDS) {
            throw new IllegalArgumentException("a line of " + words.size() + " words");
        }
        return new Erased(Integer.parseInt(words.get(0)), UUID.fromString(words.get(1)), Instant.parse(words.get(2)));
    }
}
