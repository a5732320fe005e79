package com.flowex.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * File of signed checkpoints, one line each: time, the heads that moved since the line before, the hash of the line
 * before, and the signature over all of these. No line can therefore be changed, and none removed except the last. A
 * line with the word "anchor" names the entry up to which a chain was removed. A last line that was cut off when the
 * process ended is dropped; that is no tampering. When the file is long enough it is rotated. The next one begins with
 * a line that has the word "base" and names the highest head of every chain, which proves all before it. Thread-safe.
 */
final class AuditCheckpoints {

    static final String FILE = "checkpoints";

    /** Previous file, before the one in use. */
    static final String MOVED_AWAY = "checkpoints.1";

    private static final Logger LOG = LoggerFactory.getLogger(AuditCheckpoints.class);
    private static final String FRESH = "checkpoints.new";
    private static final long FILE_BYTES = 8L << 20;
    private static final int BLOCK_BYTES = 1 << 16;
    private static final String ANCHOR = "anchor";
    private static final String BASE = "base";
    private static final String FIRST = "0".repeat(64);

    /**
     * Contents of the file.
     *
     * @param sealed by tenant, the hashes of the entries that were heads, by their numbers
     * @param anchors by tenant, the entry up to which its chain was last removed
     * @param problems faults of the file itself
     */
    record CheckpointFile(
            Map<Integer, NavigableMap<Long, ChainHead>> sealed,
            Map<Integer, ChainHead> anchors,
            List<String> problems) {}

    private final Path file;
    private final CheckpointSigningKey key;
    private final long fileBytes;
    private final ReentrantLock appending = new ReentrantLock();
    private @Nullable String lastHash;

    AuditCheckpoints(Path directory, CheckpointSigningKey key) {
        this(directory, key, FILE_BYTES);
    }

    /** @param fileBytes length at which the file is rotated, in bytes */
    AuditCheckpoints(Path directory, CheckpointSigningKey key, long fileBytes) {
        this.file = directory.resolve(FILE);
        this.key = key;
        this.fileBytes = fileBytes;
    }

    static boolean areIn(Path directory) {
        return Files.exists(directory.resolve(FILE)) || Files.exists(directory.resolve(MOVED_AWAY));
    }

    /** Moves all files of a lost key aside; returns the folder that now holds them. */
    static Path giveUp(Path directory) {
        try {
            Path lost = Files.createTempDirectory(directory, "of-a-lost-key-");
            for (String name : List.of(FILE, MOVED_AWAY)) {
                if (Files.exists(directory.resolve(name))) {
                    Files.move(directory.resolve(name), lost.resolve(name));
                }
            }
            return lost;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a line and forces it to disk. */
    void append(Instant at, Map<Integer, ChainHead> heads) throws IOException {
        StringBuilder text = new StringBuilder(at.toString());
        heads.forEach(
                (tenant, link) -> text.append(' ').append(tenant).append(':').append(link));
        append(text);
    }

    /** Records that a chain begins behind this entry from now on; the line is on disk when the method returns. */
    void anchor(Instant at, int tenant, ChainHead last) throws IOException {
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
        String line = line(text, previous);
        lastHash = null; // unknown until the line is written completely
        write(file, line);
        lastHash = hash(line);
        if (Files.size(file) >= fileBytes) {
            moveAway(text.substring(0, text.indexOf(" ")));
        }
    }

    private String line(CharSequence text, String previous) {
        String whole = text + " after " + previous;
        return whole + " signed " + key.sign(whole);
    }

    /** Appends a line and forces it to disk; a line that does not fit is removed again. */
    private static void write(Path to, String line) throws IOException {
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long before = channel.size();
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            try {
                channel.position(before);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        }
    }

    /** Rotates the file: begins the next one. A file with faults stays as it is. */
    private void moveAway(String time) throws IOException {
        CheckpointFile read = read();
        if (!read.problems().isEmpty()) {
            return;
        }
        Path fresh = file.resolveSibling(FRESH);
        Files.deleteIfExists(fresh);
        StringBuilder base = new StringBuilder(time + " " + BASE);
        read.sealed().forEach((tenant, links) -> base.append(' ')
                .append(tenant)
                .append(':')
                .append(links.lastEntry().getValue()));
        String previous = hashOfLastLine();
        for (CharSequence text : withAnchors(base, time, read.anchors())) {
            String line = line(text, previous);
            write(fresh, line);
            previous = hash(line);
        }
        Files.move(file, file.resolveSibling(MOVED_AWAY), StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, file);
        lastHash = previous;
    }

    private static List<CharSequence> withAnchors(CharSequence base, String time, Map<Integer, ChainHead> anchors) {
        List<CharSequence> texts = new ArrayList<>(List.of(base));
        anchors.forEach((tenant, link) -> texts.add(time + " " + ANCHOR + " " + tenant + ":" + link));
        return texts;
    }

    /**
     * Completes a switch of files that was cut off between its two moves: the next file is still under its temporary
     * name.
     */
    private void settle() throws IOException {
        Path fresh = file.resolveSibling(FRESH);
        if (!Files.exists(file) && Files.exists(fresh) && Files.exists(file.resolveSibling(MOVED_AWAY))) {
            Files.move(fresh, file);
        }
    }

    private String hashOfLastLine() throws IOException {
        settle();
        if (!Files.exists(file)) {
            return FIRST;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = endOfLine(channel, channel.size());
            if (end < channel.size()) {
                LOG.warn("the last line of {} was cut off when the process ended, and is dropped", file);
                channel.truncate(end);
            }
            if (end == 0) {
                return FIRST;
            }
            long begin = endOfLine(channel, end - 1);
            ByteBuffer line = ByteBuffer.allocate((int) (end - 1 - begin));
            channel.read(line, begin);
            return hash(new String(line.array(), StandardCharsets.UTF_8));
        }
    }

    /** Returns the position behind the last line feed before a position; 0 if there is none. */
    private static long endOfLine(FileChannel channel, long before) throws IOException {
        long from = before;
        while (from > 0) {
            int size = (int) Math.min(BLOCK_BYTES, from);
            ByteBuffer block = ByteBuffer.allocate(size);
            channel.read(block, from - size);
            for (int i = size - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return from - size + i + 1;
                }
            }
            from -= size;
        }
        return 0;
    }

    /** Returns all complete lines. */
    private List<String> lines() throws IOException {
        settle();
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static String hash(String line) {
        return HexFormat.of().formatHex(ChainHead.sha256().digest(line.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns, by tenant, the highest entry that a line names, signed or not; this is enough for a warning. */
    Map<Integer, ChainHead> lastSealed() throws IOException {
        Map<Integer, ChainHead> last = new TreeMap<>();
        lines().stream()
                .filter(line -> line.contains(" after ") && !line.contains(" " + ANCHOR + " "))
                .map(line -> line.substring(0, line.lastIndexOf(" after ")))
                .forEach(text -> headsOf(text, text.contains(" " + BASE) ? 2 : 1)
                        .forEach((tenant, link) ->
                                last.merge(tenant, link, (old, now) -> now.number() > old.number() ? now : old)));
        return last;
    }

    CheckpointFile read() throws IOException {
        Map<Integer, NavigableMap<Long, ChainHead>> sealed = new TreeMap<>();
        Map<Integer, ChainHead> anchors = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        String previous = FIRST;
        int number = 0;
        for (String line : lines()) {
            number++;
            int signed = line.lastIndexOf(" signed ");
            int after = line.lastIndexOf(" after ");
            boolean genuine = signed > 0
                    && after > 0
                    && key.signed(line.substring(0, signed), line.substring(signed + " signed ".length()));
            if (!genuine) {
                problems.add("checkpoint " + number + " is not signed by this key");
            } else if (!line.substring(after + " after ".length(), signed).equals(previous)
                    && !(number == 1 && line.substring(0, after).contains(" " + BASE))) {
                problems.add("checkpoint " + number + " does not follow the one before it: one was taken out");
            }
            if (genuine) {
                addTo(sealed, anchors, line.substring(0, after));
            }
            previous = hash(line);
        }
        return new CheckpointFile(sealed, anchors, problems);
    }

    private static void addTo(
            Map<Integer, NavigableMap<Long, ChainHead>> sealed, Map<Integer, ChainHead> anchors, String text) {
        if (text.contains(" " + ANCHOR + " ")) {
            anchors.putAll(headsOf(text, 2));
        } else {
            headsOf(text, text.contains(" " + BASE) ? 2 : 1)
                    .forEach((tenant, link) ->
                            sealed.computeIfAbsent(tenant, _ -> new TreeMap<>()).put(link.number(), link));
        }
    }

    /** Returns the "tenant:number:hash" items of a line, from this word on. */
    private static Map<Integer, ChainHead> headsOf(String text, int fromWord) {
        Map<Integer, ChainHead> heads = new TreeMap<>();
        for (String head : List.of(text.split(" ", -1)).stream().skip(fromWord).toList()) {
            List<String> parts = List.of(head.split(":", -1));
            heads.put(
                    Integer.parseInt(parts.get(0)),
                    new ChainHead(Long.parseLong(parts.get(1)), HexFormat.of().parseHex(parts.get(2))));
        }
        return heads;
    }
}
