package com.flowex.audit;

import com.flowex.platform.crypto.Ed25519Key;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Optional;

/** Ed25519 key that signs checkpoints: configured, or created once and kept in a file of mode 0600. */
final class CheckpointSigningKey {

    private final Ed25519Key key;

    private CheckpointSigningKey(Ed25519Key key) {
        this.key = key;
    }

    /** Returns the file of the key that signed the checkpoints, if there are checkpoints and the file is missing. */
    static Optional<Path> lost(AuditSettings settings) {
        return settings.key() instanceof SecretSource.Stored(Path file)
                        && !Files.exists(file)
                        && AuditCheckpoints.areIn(settings.directory())
                ? Optional.of(file)
                : Optional.empty();
    }

    /**
     * Returns the key that signed, never another one: with another key, a cut or rewritten log could not be detected.
     *
     * @throws StartupException if there is no usable key; if it is gone, the message names what is lost and what to do
     */
    static CheckpointSigningKey of(AuditSettings settings) {
        Optional<Path> lost = lost(settings);
        if (lost.isPresent()) {
            throw new StartupException("the key of the audit log is gone: without " + lost.get()
                    + " it cannot be proved whether the entries that the checkpoints in " + settings.directory()
                    + " have seen was cut or rewritten; put it back from a copy of the data directory, or, if it is lost,"
                    + " start once with FLOWEX_LOST_KEYS=forget");
        }
        return of(settings.key());
    }

    /** @throws StartupException if there is no usable key */
    static CheckpointSigningKey of(SecretSource source) {
        try {
            return new CheckpointSigningKey(Ed25519Key.of(source));
        } catch (IOException | GeneralSecurityException e) {
            throw new StartupException(
                    "FLOWEX_AUDIT_KEY must be an Ed25519 private key (PKCS 8, Base64), for example:"
                            + " openssl genpkey -algorithm ed25519 -outform DER | base64 -w0",
                    e);
        }
    }

    /** Returns a temporary key, for a log that is switched off. */
    static CheckpointSigningKey unused() {
        return of(new SecretSource.Supplied(Ed25519Key.fresh()));
    }

    String sign(String text) {
        return key.sign(text);
    }

    boolean signed(String text, String signature) {
        return key.signed(text, signature);
    }

    PublicKey publicKey() {
        return key.publicKey();
    }
}
