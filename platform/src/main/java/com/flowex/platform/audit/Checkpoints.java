package com.flowex.platform.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thread. The signed checkpoints, a line each in one file that only grows: time, the heads that moved since the line before, the
 * hash of the line before, the signature over all of these. So no line can be changed, and none taken out but the last.
 */
final class Checkpoints {

    static final String FILE = "checkpoints";

    private static final String FIRST = "0".repeat(64);

    /**
     * All that the file says.
     *
     * @param sealed by tenant, the hashes of the entries that were heads, by their numbers
     * @param problems what is wrong with the file itself
     */
    record Read(Map<Integer, NavigableMap<Long, Link>> sealed, List<String> problems) {}

    private final Path file;
    private final SealingKey key;
    private @Nullable String lastHash;

    Checkpoints(Path directory, SealingKey key) {
        this.file = directory.resolve(FILE);
        this.key = key;
    }

    /** Adds a line and forces it to disk. */
    void append(Instant at, Map<Integer, Link> heads) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        StringBuilder text = new StringBuilder(at.toString());
        heads.forEach(
                (tenant, link) -> text.append(' ').append(tenant).append(':').append(link));
        String previous = lastHash == null ? hashOfLastLine() : lastHash;
        text.append(" after ").append(previous);
        String line = text + " signed " + key.sign(text.toString()) + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        lastHash = hash(line.stripTrailing());
    }

    private String hashOfLastLine() throws IOException {
        if (!Files.exists(file)) {
            return FIRST;
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty() ? FIRST : hash(lines.getLast());
    }

    private static String hash(String line) {
        return HexFormat.of().formatHex(Link.sha256().digest(line.getBytes(StandardCharsets.UTF_8)));
    }

    Read read() throws IOException {
        Map<Integer, NavigableMap<Long, Link>> sealed = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        String previous = FIRST;
        int number = 0;
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            number++;
            int signed = line.lastIndexOf(" signed ");
            int after = line.lastIndexOf(" after ");
            boolean genuine = signed > 0
                    && after > 0
                    && key.signed(line.substring(0, signed), line.substring(signed + " signed ".length()));
            if (!genuine) {
                problems.add("checkpoint " + number + " is not signed by this key");
            } else if (!line.substring(after + " after ".length(), signed).equals(previous)) {
                problems.add("checkpoint " + number + " does not follow the one before it: one was taken out");
            }
            if (genuine) {
                addTo(sealed, line.substring(0, after));
            }
            previous = hash(line);
        }
        return new Read(sealed, problems);
    }

    private static void addTo(Map<Integer, NavigableMap<Long, Link>> sealed, String text) {
        List<String> words = List.of(text.split(" ", -1));
        for (String head : words.subList(1, words.size())) {
            List<String> parts = List.of(head.split(":", -1));
            Link link = new Link(Long.parseLong(parts.get(1)), HexFormat.of().parseHex(parts.get(2)));
            sealed.computeIfAbsent(Integer.parseInt(parts.get(0)), _ -> new TreeMap<>())
                    .put(link.number(), link);
        }
    }
}
