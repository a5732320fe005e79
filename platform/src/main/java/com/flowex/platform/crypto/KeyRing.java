package com.flowex.platform.crypto;

import com.flowex.platform.settings.PrivateFile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingFormat;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of one purpose, for example of sealed columns, newest first: the newest seals, every one opens. Old keys stay,
 * because backups need them. They come from the environment, or from a file of mode 0600 with one {@code id:base64} a
 * line.
 */
public final class KeyRing {

    /** Key with its name, which is the prefix of everything it sealed. */
    record NamedKey(String id, SecretKey key) {}

    private static final int KEY_BYTES = 32;
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/=_-]{43,44})");

    /** Form of configured keys: the text itself, after a check. */
    public static final SettingFormat<String> FORM =
            new SettingFormat<>("id:base64 of 32 bytes, separated by commas, newest first", KeyRing::checked);

    private static final String COLUMNS = "FLOWEX_DATA_KEYS";

    private final SecretSource source;
    private final String setting;
    private volatile List<NamedKey> keys;

    private KeyRing(SecretSource source, String setting) {
        this.source = source;
        this.setting = setting;
        this.keys = read(source, setting);
    }

    /**
     * Returns the keys of sealed columns.
     *
     * @throws StartupException if there are no keys, or none that can be used
     */
    public static KeyRing of(SecretSource source) {
        return of(source, COLUMNS);
    }

    /**
     * Returns the keys of another purpose.
     *
     * @param setting name of the setting that gives them, for error messages
     * @throws StartupException if there are no keys, or none that can be used
     */
    public static KeyRing of(SecretSource source, String setting) {
        return new KeyRing(source, setting);
    }

    /** Reads the keys again, after a rotation. */
    public void reload() {
        keys = read(source, setting);
    }

    /** Returns the key of a name, for values that are not sealed by {@link Sealing}. */
    public Optional<SecretKey> key(String id) {
        return byId(id).map(NamedKey::key);
    }

    /** Returns the names of the keys, newest first. */
    public List<String> ids() {
        return keys.stream().map(NamedKey::id).toList();
    }

    NamedKey newest() {
        return keys.getFirst();
    }

    Optional<NamedKey> byId(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /**
     * Puts a fresh key before those in the file.
     *
     * @return its name
     * @throws StartupException if the keys are the operator's own
     */
    public static String rotate(SecretSource source) {
        if (!(source instanceof SecretSource.Stored(Path file))) {
            throw new StartupException(
                    "the keys of sealed columns are given by FLOWEX_DATA_KEYS: put a new one first there and start again");
        }
        read(source, COLUMNS);
        try {
            String fresh = freshLine();
            PrivateFile.replace(file, fresh + "\n" + Files.readString(file));
            return fresh.substring(0, fresh.indexOf(':'));
        } catch (IOException e) {
            throw notStored(file, COLUMNS, e);
        }
    }

    private static List<NamedKey> read(SecretSource source, String setting) {
        String text =
                switch (source) {
                    case SecretSource.Supplied(String given) -> given;
                    case SecretSource.Stored(Path file) -> readOrCreate(file, setting);
                };
        List<NamedKey> keys = parsed(text, setting);
        if (keys.isEmpty()) {
            throw new StartupException("there is no key; see " + setting);
        }
        return keys;
    }

    private static String checked(String text) {
        try {
            if (!parsed(text, "").isEmpty()) {
                return text;
            }
        } catch (StartupException | IllegalArgumentException e) {
            throw new IllegalArgumentException(e);
        }
        throw new IllegalArgumentException();
    }

    private static List<NamedKey> parsed(String text, String setting) {
        List<NamedKey> keys = new ArrayList<>();
        for (String line : Arrays.asList(text.split("[,\\s]+", -1))) {
            if (!line.isEmpty()) {
                keys.add(key(line, setting));
            }
        }
        return List.copyOf(keys);
    }

    private static String readOrCreate(Path file, String setting) {
        try {
            PrivateFile.readOrCreate(file, KeyRing::freshLine);
            return Files.readString(file);
        } catch (IOException e) {
            throw notStored(file, setting, e);
        }
    }

    private static StartupException notStored(Path file, String setting, IOException e) {
        return new StartupException("the keys of " + setting + " cannot be kept in " + file + ": " + e.getMessage(), e);
    }

    private static NamedKey key(String line, String setting) {
        Matcher parts = LINE.matcher(line);
        if (parts.matches()) {
            byte[] bytes =
                    Base64.getDecoder().decode(parts.group(2).replace('-', '+').replace('_', '/'));
            if (bytes.length == KEY_BYTES) {
                return new NamedKey(parts.group(1), new SecretKeySpec(bytes, "AES"));
            }
        }
        throw new StartupException(setting + " must be id:base64 of 32 bytes, separated by commas;"
                + " for example: k1:$(openssl rand -base64 32)");
    }

    private static String freshLine() {
        SecureRandom random = new SecureRandom();
        byte[] name = new byte[4];
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(name);
        random.nextBytes(key);
        return "k" + HexFormat.of().formatHex(name) + ":" + Base64.getEncoder().encodeToString(key);
    }
}
