package com.flowex.custody.signer;

import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Journal of signed drafts, one on each line, written to disk before a signature is returned. The first line names the
 * seed. An incomplete last line belongs to a signature that was never returned, and is cut off.
 */
final class SignerJournal implements AutoCloseable {

    private static final String HEAD = "seed ";
    private static final int FIELDS = 5;

    private final FileChannel file;
    private final Set<String> signed = new HashSet<>();
    private final Map<String, BigInteger> left = new HashMap<>();

    private SignerJournal(FileChannel file) {
        this.file = file;
    }

    /** Returns the seed of a journal; empty if there is no journal yet. */
    static Optional<String> seed(Path path) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(path)) {
            return lines.findFirst().filter(line -> line.startsWith(HEAD)).map(line -> line.substring(HEAD.length()));
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Opens a journal and locks it.
     *
     * @throws StartupException if it cannot be read, belongs to another seed, or is in use by another process
     */
    static SignerJournal open(Path path, String fingerprint) {
        try {
            FileChannel file = FileChannel.open(
                    path,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (file.tryLock() == null) {
                file.close();
                throw new StartupException("another signer runs with " + path);
            }
            SignerJournal journal = new SignerJournal(file);
            journal.read(path, fingerprint);
            return journal;
        } catch (IOException | java.nio.channels.OverlappingFileLockException e) {
            throw unreadable(path, e);
        }
    }

    private static StartupException unreadable(Path path, Exception why) {
        return new StartupException("what was signed cannot be read from " + path + ": " + why, why);
    }

    private void read(Path path, String fingerprint) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            // Reads until the buffer is full.
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        int whole = text.lastIndexOf('\n') + 1;
        file.truncate(text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
        file.position(file.size());
        if (whole == 0) {
            write(HEAD + fingerprint);
            return;
        }
        List<String> lines = text.substring(0, whole).lines().toList();
        if (!lines.getFirst().equals(HEAD + fingerprint)) {
            throw new StartupException(path + " is the journal of another seed than " + fingerprint);
        }
        try {
            lines.stream().skip(1).forEach(this::take);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw unreadable(path, e);
        }
    }

    private void take(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a line that is none: " + line);
        }
        signed.add(fields[0]);
        LocalDate day = LocalDate.parse(fields[1]);
        int tenant = Integer.parseInt(fields[2]);
        for (String part : fields[4].split(",", -1)) {
            String[] amount = part.split("=", -1);
            if (amount.length != 2) {
                throw new IllegalArgumentException("a line that is none: " + line);
            }
            left.merge(key(day, tenant, fields[3], amount[0]), new BigInteger(amount[1]), BigInteger::add);
        }
    }

    /** Returns true if a draft was counted already. */
    boolean isCounted(String draft) {
        return signed.contains(draft);
    }

    BigInteger left(LocalDate day, int tenant, String network, String asset) {
        return left.getOrDefault(key(day, tenant, network, asset), BigInteger.ZERO);
    }

    /** Counts a draft; it is on disk when this returns. */
    void count(String draft, LocalDate day, int tenant, String network, Map<String, BigInteger> leaving)
            throws IOException {
        StringBuilder amounts = new StringBuilder();
        new TreeMap<>(leaving).forEach((asset, units) -> amounts.append(amounts.isEmpty() ? "" : ",")
                .append(asset)
                .append('=')
                .append(units));
        String line = String.join(" ", draft, day.toString(), Integer.toString(tenant), network, amounts);
        write(line);
        take(line);
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(true);
    }

    private static String key(LocalDate day, int tenant, String network, String asset) {
        return day + " " + tenant + " " + network + " " + asset;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
