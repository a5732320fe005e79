package com.flowex.platform.monitor;

import com.flowex.platform.health.HealthChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Health history in a file, a line each, for a process without a database. It is shortened to half when it has twice
 * the permitted length.
 */
public final class HealthHistoryFile implements HealthHistory {

    private static final String NAME = "health-history";
    private static final String SEPARATOR = "\t";
    private static final int COLUMNS = 6;

    private final Path file;
    private final String process;
    private int lines = -1;

    /** @param folder folder of the process, created if it does not exist */
    public HealthHistoryFile(Path folder, String process) {
        this.file = folder.resolve(NAME);
        this.process = process;
    }

    @Override
    public void add(HealthChange change) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (lines < 0) {
                lines = all().size();
            }
            if (lines >= 2 * ENTRIES_MAX) {
                shorten();
            }
            Files.writeString(
                    file, line(change), StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
            lines++;
        } catch (IOException e) {
            throw new UncheckedIOException("the health history cannot be written", e);
        }
    }

    private void shorten() throws IOException {
        List<Entry> all = all();
        Path next = file.resolveSibling(NAME + ".next");
        List<Entry> retained = all.subList(Math.max(0, all.size() - ENTRIES_MAX), all.size());
        Files.writeString(
                next,
                String.join(
                        "", retained.stream().map(entry -> line(entry.change())).toList()));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        lines = retained.size();
    }

    private String line(HealthChange change) {
        return String.join(
                        SEPARATOR,
                        change.at().toString(),
                        word(process),
                        word(change.part()),
                        word(change.before()),
                        word(change.state()),
                        word(change.why()))
                + "\n";
    }

    private static String word(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Override
    public List<Entry> last(int limit) {
        try {
            List<Entry> all = all();
            return all.subList(Math.max(0, all.size() - limit), all.size()).reversed();
        } catch (IOException e) {
            throw new UncheckedIOException("the health history cannot be read", e);
        }
    }

    /** Returns all entries; a line that a crash cut off is skipped. */
    private List<Entry> all() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        Instant from = Instant.now().minus(KEPT);
        try (Stream<String> read = Files.lines(file)) {
            return new ArrayList<>(read.map(HealthHistoryFile::entry)
                    .flatMap(Optional::stream)
                    .filter(entry -> entry.change().at().isAfter(from))
                    .toList());
        }
    }

    private static Optional<Entry> entry(String line) {
        String[] columns = line.split(SEPARATOR, -1);
        if (columns.length != COLUMNS) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse(columns[0]);
            return Optional.of(
                    new Entry(columns[1], new HealthChange(at, columns[2], columns[3], columns[4], columns[5])));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
