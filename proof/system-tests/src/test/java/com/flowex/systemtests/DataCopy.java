package com.flowex.systemtests;

import com.flowex.platform.Settings;
import com.flowex.platform.database.Database;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A data directory of a stopped exchange, to be copied and damaged. */
record DataCopy(Path path) {

    private static final int FRAME_ALIGNMENT = 32;

    DataCopy to(Path place) {
        run("cp", "-a", "--sparse=always", path.toString(), place.toString());
        return new DataCopy(place);
    }

    /** Puts a part of another copy in the place of this one's. */
    void replace(String part, DataCopy other) {
        delete(part);
        run(
                "cp",
                "-a",
                "--sparse=always",
                other.path.resolve(part).toString(),
                path.resolve(part).toString());
    }

    void delete(String part) {
        run("rm", "-rf", path.resolve(part).toString());
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new AssertionError("failed: " + List.of(command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Path log() {
        return path.resolve("node/log/0-0.rec");
    }

    Path events() {
        return path.resolve("node/events/0-0.rec");
    }

    /** The engine's part of the newest snapshot: of the last two recordings the longer. */
    Path snapshot() {
        try (Stream<Path> files = Files.list(path.resolve("node/log"))) {
            return files.filter(file -> file.toString().endsWith(".rec"))
                    .sorted(Comparator.comparing(DataCopy::recording).reversed())
                    .limit(2)
                    .max(Comparator.comparing(DataCopy::end))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long recording(Path segment) {
        String name = String.valueOf(segment.getFileName());
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }

    /** Where the frames of a recording end. */
    static long end(Path segment) {
        return frameBefore(segment, Long.MAX_VALUE);
    }

    /** The last place before {@code limit} where a frame begins or all end. */
    static long frameBefore(Path segment, long limit) {
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            long at = 0;
            while (file.read(header.clear(), at) == Integer.BYTES && header.getInt(0) > 0) {
                long next = at + Math.ceilDiv(header.getInt(0), FRAME_ALIGNMENT) * (long) FRAME_ALIGNMENT;
                if (next > limit) {
                    return at;
                }
                at = next;
            }
            return at;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a disk leaves a file whose last blocks were never written. */
    static void zeroFrom(Path file, long from) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long size = channel.size();
            channel.truncate(from);
            channel.write(ByteBuffer.allocate(1), size - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last bytes are gone. */
    static void cutOff(Path file, int bytes) {
        try {
            cut(file, Files.size(file) - bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void cut(Path file, long to) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void flip(Path file, long at) {
        ByteBuffer one = ByteBuffer.allocate(1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1)).flip();
            channel.write(one, at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks its database for one number, or changes something in it and gives the number of rows. */
    long sql(String statement) {
        Settings settings = Settings.of(Map.of("FLOWEX_DATA_DIR", path.toString()));
        try (Telemetry telemetry = new Telemetry(settings.profile());
                Database database = Database.open(
                        settings.database(),
                        settings.databaseLimits(),
                        new Workers(new Health(), telemetry.registry()))) {
            return database.asOwner(owner -> {
                try (Statement sql = owner.createStatement()) {
                    if (!sql.execute(statement)) {
                        return (long) sql.getUpdateCount();
                    }
                    sql.getResultSet().next();
                    return sql.getResultSet().getLong(1);
                }
            });
        }
    }
}
