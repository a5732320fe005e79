package com.flowex.audit;

import com.flowex.platform.crypto.Ed25519Key;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the audit log.
 *
 * @param directory folder of the signed checkpoints; better on another disk than the database
 * @param checkpointEvery longest part of the log that no checkpoint covers, as a time
 * @param key signs checkpoints: an Ed25519 private key, PKCS 8, Base64
 * @param retentionYears least time that entries are kept, in years
 */
public record AuditSettings(
        boolean enabled, Path directory, Duration checkpointEvery, SecretSource key, int retentionYears) {

    public static AuditSettings read(SettingsReader reader, Profile profile, Path data) {
        reader.group("Audit");
        boolean enabled = reader.flag("FLOWEX_AUDIT", true, "write the audit log");
        Path directory = reader.folder(
                "FLOWEX_AUDIT_DIR",
                data.resolve("audit"),
                "",
                "folder of the signed checkpoints, audit/ in the data folder if empty; best on a disk of its own");
        Duration every = reader.duration(
                "FLOWEX_AUDIT_CHECKPOINT_SECONDS",
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                86_400,
                "how often new entries are sealed by a signed checkpoint");
        Optional<String> key = reader.secret(
                "FLOWEX_AUDIT_KEY",
                Ed25519Key.FORM,
                "signs the checkpoints; generated into audit.key (mode 0600) in dev and staging");
        int years = reader.integer("FLOWEX_AUDIT_RETENTION_YEARS", 7, 7, 100, "how long entries are kept at least");
        reader.inProduction(profile, enabled, "FLOWEX_AUDIT must be on in production");
        reader.inProduction(
                profile,
                reader.isGiven("FLOWEX_AUDIT_KEY"),
                "FLOWEX_AUDIT_KEY must be given in production, for example: "
                        + "openssl genpkey -algorithm ed25519 -outform DER | base64 -w0");
        SecretSource source = SecretSource.of(key, data.resolve("audit.key"));
        if (enabled) {
            reader.content(source, () -> CheckpointSigningKey.of(source));
        }
        return new AuditSettings(enabled, directory, every, source, years);
    }
}
