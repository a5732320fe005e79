package com.flowex.app.backup;

import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * Backup state of a data directory, held by one process at a time. It has the whole backup that its log continues, and
 * the folder in which a copy is made before it goes into the store.
 */
final class BackupWorkspace implements AutoCloseable {

    static final String LOCK = "backup.lock";
    static final String STATE = "backup.state";
    private static final String STAGE = "backup.stage";

    /** Number of words in the state file before the URL, which may have spaces. */
    private static final int BEFORE_URL = 4;

    /** Number of words in the state file of earlier versions, which did not write the last ones. */
    private static final int WITHOUT_COUNT = 6;

    private static final int WITHOUT_DATABASE = 5;

    private final Path data;
    private final FileChannel channel;

    private BackupWorkspace(Path data, FileChannel channel) {
        this.data = data;
        this.channel = channel;
    }

    /**
     * The newest whole backup, and the position up to which its log was added.
     *
     * @param url URL of the store
     * @param takenMillis time of the whole backup, milliseconds since 1970
     * @param before check value of the log before that position
     * @param database position at which the database's own log continues ({@link
     *     com.flowex.platform.database.WalBackup}); empty if it is not followed
     * @param increments number of increments that were added; empty if an earlier version did not count them
     */
    record State(
            String url,
            String id,
            long takenMillis,
            long position,
            String before,
            String database,
            OptionalInt increments) {}

    /**
     * Locks the state.
     *
     * @throws StartupException if another backup is running
     */
    static BackupWorkspace take(Path data) throws IOException {
        return tryTake(data)
                .orElseThrow(() ->
                        new StartupException("another backup of " + data + " is under way: ask again when it is over"));
    }

    /** Locks the state; empty if another backup is running. */
    static Optional<BackupWorkspace> tryTake(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new StartupException("there is no data directory " + data + " (FLOWEX_DATA_DIR)");
        }
        FileChannel channel = FileChannel.open(data.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new BackupWorkspace(data, channel));
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    /** Returns the state; empty if there is none or it cannot be read, and then a whole backup is taken. */
    Optional<State> state() throws IOException {
        return state(data);
    }

    static Optional<State> state(Path data) throws IOException {
        Path file = data.resolve(STATE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> words = List.of(Files.readString(file).strip().split(" ", -1));
        int end = words.size() > WITHOUT_COUNT ? words.size() - 2 : WITHOUT_DATABASE;
        try {
            return Optional.of(new State(
                    String.join(" ", words.subList(BEFORE_URL, end)),
                    words.get(0),
                    Long.parseLong(words.get(1)),
                    Long.parseLong(words.get(2)),
                    words.get(3),
                    words.size() > end ? words.get(end) : "",
                    words.size() > WITHOUT_COUNT
                            ? OptionalInt.of(Integer.parseInt(words.getLast()))
                            : OptionalInt.empty()));
        } catch (NumberFormatException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns the time of the last backup, milliseconds since 1970; empty if there was none, or it is not known. */
    static OptionalLong lastMillis(Path data) {
        try {
            return OptionalLong.of(
                    Files.getLastModifiedTime(data.resolve(STATE)).toMillis());
        } catch (IOException none) {
            return OptionalLong.empty();
        }
    }

    void save(State state) throws IOException {
        Path draft = data.resolve(STATE + ".new");
        Files.writeString(
                draft,
                String.join(
                        " ",
                        state.id(),
                        Long.toString(state.takenMillis()),
                        Long.toString(state.position()),
                        state.before(),
                        state.url(),
                        state.database(),
                        state.increments().orElseThrow() + "\n"));
        Files.move(draft, data.resolve(STATE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns an empty folder; removes what an earlier backup left. */
    Path stage() throws IOException {
        clear();
        return Files.createDirectory(data.resolve(STAGE));
    }

    void clear() throws IOException {
        FileUtils.deleteDirectory(data.resolve(STAGE).toFile());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
