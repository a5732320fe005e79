package com.flowex.custody.key;

import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.settings.PrivateFile;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The sealed seed in a file that only its owner can read. It is made once. Where addresses exist, no other seed is ever
 * accepted, since payments to them would be lost.
 */
public final class SeedFile {

    private static final String PLACE = "custody.seed";
    private static final int SEED_BYTES = 32;

    private final Path file;
    private final Sealing sealing;

    public SeedFile(Path file, Sealing sealing) {
        this.file = file;
        this.sealing = sealing;
    }

    /**
     * Opens the seed; creates it if no address was ever made.
     *
     * @param known fingerprint of the seed of the existing addresses; empty if there are none
     * @throws StartupException if the file is missing although there are addresses, holds another seed, or does not
     *     open
     */
    public Seed open(Optional<String> known) {
        if (known.isPresent() && !Files.exists(file)) {
            throw new StartupException("the seed " + known.get() + " of the addresses is not in " + file
                    + ": put the file back that was there; without it what they hold cannot be moved");
        }
        Seed seed = read();
        if (known.isPresent() && !known.get().equals(seed.fingerprint())) {
            throw new StartupException("the addresses were made from the seed " + known.get() + ", but " + file
                    + " holds " + seed.fingerprint() + ": put the file back that belongs to this database");
        }
        return seed;
    }

    private Seed read() {
        try {
            byte[] sealed = Base64.getDecoder().decode(PrivateFile.readOrCreate(file, this::fresh));
            byte[] bytes = sealing.open(sealed, PLACE);
            try {
                return new Seed(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (IOException e) {
            throw new StartupException(
                    "the seed of the addresses cannot be kept in " + file + ": " + e.getMessage(), e);
        } catch (Sealing.BrokenSealException e) {
            throw new StartupException(
                    "the seed of the addresses in " + file + " does not open (" + e.getMessage()
                            + "): put data.keys back from a copy of the data directory",
                    e);
        } catch (IllegalArgumentException e) {
            throw new StartupException("the seed of the addresses in " + file + " does not open: " + e.getMessage(), e);
        }
    }

    private String fresh() {
        byte[] bytes = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            return Base64.getEncoder().encodeToString(sealing.seal(bytes, PLACE));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
