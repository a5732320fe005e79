package com.flowex.identity.app;

import com.flowex.access.auth.token.AccessTokens;
import com.flowex.access.auth.token.SigningSettings;
import com.flowex.identity.app.apikey.ApiKeyDirectory;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.store.DataKeyCheck;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.SealingSettings;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.jobs.Follower;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follower of decisions made elsewhere: rotated keys (by their files), sessions that ended in other processes (by their
 * numbers), and, once a minute, keys that may halt. It polls once a second. It never gives up, because a later poll
 * finds what an earlier one missed.
 */
public final class IdentityChangeFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityChangeFollower.class);
    private static final Duration FIRST_CHECK_MAX = Duration.ofSeconds(30);
    private static final long POLL_NANOS = Duration.ofMillis(250).toNanos();
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration HALTING_EVERY = Duration.ofMinutes(1);
    private static final Duration USES_EVERY = Duration.ofMinutes(1);

    private final SealingSettings sealing;
    private final SigningSettings signing;
    private final AccessTokens tokens;
    private final Follower<UUID> sessions;
    private final KeyRotation rotation;
    private final Database database;
    private final UsersTable users;
    private final Worker worker;
    private final Worker halting;
    private final Worker uses;
    private final ApiKeyDirectory directory;
    private List<FileTime> seen = List.of();

    public IdentityChangeFollower(
            SigningSettings signing,
            IdentityComponents parts,
            KeyRotation rotation,
            ApiKeyDirectory directory,
            Platform platform) {
        this.directory = directory;
        this.sealing = platform.settings().sealing();
        this.signing = signing;
        this.tokens = parts.accessTokens();
        this.sessions = new Follower<>(parts.sessions()::endedAfter, this::ended);
        this.rotation = rotation;
        this.database = platform.database();
        this.users = parts.users();
        this.worker = platform.workers().every("identity-changes", CHECK_INTERVAL, this::check);
        this.halting = platform.workers().every("halt-keys", HALTING_EVERY, this::followHalting);
        this.uses = platform.workers().every("api-key-uses", USES_EVERY, directory::storeUses);
    }

    /** Seals values again that older keys sealed, with the newest key, then starts following. */
    public void start() {
        seen = changed();
        new DataKeyCheck(database).forgetOrRefuse(tenants(), rotation.ids(), sealing.lost());
        rotation.sealAgain(tenants());
        checkFirst();
        followHalting();
        worker.start();
        halting.start();
        uses.start();
    }

    /**
     * Reads the ended sessions once before any request is served. A Redis that is briefly unavailable is asked again.
     *
     * @throws StartupException if it has not answered in time
     */
    private void checkFirst() {
        long deadline = System.nanoTime() + FIRST_CHECK_MAX.toNanos();
        while (true) {
            try {
                sessions.check();
                return;
            } catch (Refusal away) {
                if (System.nanoTime() - deadline > 0) {
                    throw new StartupException(
                            "the sessions have not answered for " + FIRST_CHECK_MAX.toSeconds()
                                    + " s: FLOWEX_REDIS_URL names a Redis that is to be there before this process starts",
                            away);
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private void followHalting() {
        directory.followHalting(tenants());
    }

    /** Returns the numbers of the tenants that may have users. */
    public List<Integer> tenants() {
        return users.tenants();
    }

    private void check() {
        sessions.check();
        List<FileTime> now = changed();
        if (!now.equals(seen)) {
            rotation.reload();
            tokens.reloadKeys(signing);
            rotation.sealAgain(tenants());
            seen = now;
        }
    }

    private void ended(Follower.NewItems<UUID> sessions) {
        if (sessions.isAnew()) {
            LOG.warn("the sessions are lost, and earlier access tokens are invalid: all users must log in" + " again");
            tokens.revokeAll();
        }
        sessions.items().forEach(id -> tokens.revoke(id.toString()));
    }

    private List<FileTime> changed() {
        List<Path> files = new ArrayList<>();
        if (sealing.keys() instanceof SecretSource.Stored(Path file)) {
            files.add(file);
        }
        if (signing.secret() instanceof SecretSource.Stored(Path file)) {
            files.add(file);
        }
        files.add(signing.keyFile());
        return files.stream().map(IdentityChangeFollower::time).toList();
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    @Override
    public void close() {
        worker.close();
        halting.close();
        uses.close();
    }
}
