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
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The signed checkpoints, a line each in one file that only grows: time, the heads that moved since the line before, the
 * hash of the line before, the signature over all of these. So no line can be changed, and none taken out but the last. A
 * line with the word "anchor" names the entry up to which a chain was removed. Safe for many threads.
 */
final class Checkpoints {

    static final String FILE = "checkpoints";

    private static final String ANCHOR = "anchor";
    private static final String FIRST = "0".repeat(64);

    /**
     * All that the file says.
     *
     * @param sealed by tenant, the hashes of the entries that were heads, by their numbers
     * @param anchors by tenant, the entry up to which its chain was removed last
     * @param problems what is wrong with the file itself
     */
    record Read(Map<Integer, NavigableMap<Long, Link>> sealed, Map<Integer, Link> anchors, List<String> problems) {}

    private final Path file;
    private final SealingKey key;
    private final ReentrantLock appending = new ReentrantLock();
    private @Nullable String lastHash;

    Checkpoints(Path directory, SealingKey key) {
        this.file = directory.resolve(FILE);
        this.key = key;
    }

    /** Adds a line and forces it to disk. */
    void append(Instant at, Map<Integer, Link> heads) throws IOException {
        StringBuilder text = new StringBuilder(at.toString());
        heads.forEach(
                (tenant, link) -> text.append(' ').append(tenant).append(':').append(link));
        append(text);
    }

    /** Says that a chain begins behind this entry from now on; on disk when it returns. */
    void anchor(Instant at, int tenant, Link last) throws IOException {
        append(new StringBuilder(at + " " + ANCHOR + " " + tenant + ":" + last));
    }

    private void append(StringBuilder text) throws IOException {
        appending.lock();
        try {
            write(text);
        } finally {
            appending.unlock();
        }
    }

    private void write(StringBuilder text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
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

    /** By tenant, the highest entry that a line names, signed or not: enough for a warning. */
    Map<Integer, Link> lastSealed() throws IOException {
        Map<Integer, Link> last = new TreeMap<>();
        if (!Files.exists(file)) {
            return last;
        }
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> line.contains(" after ") && !line.contains(" " + ANCHOR + " "))
                    .forEach(line -> headsOf(line.substring(0, line.lastIndexOf(" after ")), 1)
                            .forEach((tenant, link) ->
                                    last.merge(tenant, link, (old, now) -> now.number() > old.number() ? now : old)));
        }
        return last;
    }

    Read read() throws IOException {
        Map<Integer, NavigableMap<Long, Link>> sealed = new TreeMap<>();
        Map<Integer, Link> anchors = new TreeMap<>();
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
                addTo(sealed, anchors, line.substring(0, after));
            }
            previous = hash(line);
        }
        return new Read(sealed, anchors, problems);
    }

    private static void addTo(Map<Integer, NavigableMap<Long, Link>> sealed, Map<Integer, Link> anchors, String text) {
        if (text.contains(" " + ANCHOR + " ")) {
            anchors.putAll(headsOf(text, 2));
        } else {
            headsOf(text, 1).forEach((tenant, link) -> sealed.computeIfAbsent(tenant, _ -> new TreeMap<>())
                    .put(link.number(), link));
        }
    }

    /** The "tenant:number:hash" of a line, from this word on. */
    private static Map<Integer, Link> headsOf(String text, int fromWord) {
        Map<Integer, Link> heads = new TreeMap<>();
        for (String head : List.of(text.split(" ", -1)).stream().skip(fromWord).toList()) {
            List<String> parts = List.of(head.split(":", -1));
            heads.put(
                    Integer.parseInt(parts.get(0)),
                    new Link(Long.parseLong(parts.get(1)), HexFormat.of().parseHex(parts.get(2))));
        }
        return heads;
    }
}
