package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.store.archive.ArchivesTable;
import com.flowex.identity.store.archive.ArchivesTable.Archive;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints through which people request an archive of their data, see its progress, and download it. */
public final class ArchiveRoutes {

    /** Shortest time between two requests of a person: an archive reads everything they ever did. */
    static final Duration PAUSE = Duration.ofHours(1);

    private static final String ARCHIVES = "/api/auth/archives";
    private static final int WEIGHT = 10;

    private final UsersTable users;
    private final ArchivesTable archives;
    private final Reauthentication proof;
    private final ExternalPersonData.Work work;
    private final Duration life;
    private final InstantSource clock;

    public ArchiveRoutes(
            UsersTable users,
            ArchivesTable archives,
            Reauthentication proof,
            ExternalPersonData.Work work,
            Duration life,
            InstantSource clock) {
        this.users = users;
        this.archives = archives;
        this.proof = proof;
        this.work = work;
        this.life = life;
        this.clock = clock;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(ARCHIVES, own, this::list)
                .post(ARCHIVES, own, this::request)
                .audited()
                .get(ARCHIVES + "/{id}", own, this::take)
                .audited()
                .weight(WEIGHT);
    }

    /**
     * State of an archive.
     *
     * @param state making, ready, or expired
     * @param size size in bytes; null while it is being made
     */
    record Shown(
            String id,
            String state,
            Instant askedAt,
            @Nullable Instant madeAt,
            Instant expiresAt,
            @Nullable Long size) {

        static Shown of(Archive archive, Instant now) {
            String state = archive.madeAt().isEmpty() ? "making" : archive.isReady(now) ? "ready" : "expired";
            return new Shown(
                    archive.id().toString(),
                    state,
                    archive.requestedAt(),
                    archive.madeAt().orElse(null),
                    archive.expiresAt(),
                    archive.madeAt().isEmpty() ? null : archive.size());
        }
    }

    private Answer list(Request request) {
        Caller caller = request.caller();
        Instant now = clock.instant();
        return Answer.ok(Page.whole(archives.of(caller.tenant(), caller.userId()).stream()
                .map(archive -> Shown.of(archive, now))
                .toList()));
    }

    private Answer request(Request request) {
        User user = proof.requireOrSms(
                request.caller(),
                request.body(Reauthentication.Form.class),
                Device.of(request.remoteAddress(), request.header("User-Agent")));
        request.audit("user " + user.id(), null, Map.of("archive", "asked for"));
        Instant now = clock.instant();
        Archive archive = users.holding(user.tenant(), user.id(), (holding, held) -> {
                    if (!held.isActive()) {
                        throw Reauthentication.noMore();
                    }
                    List<Archive> before = ArchivesTable.of(holding, user.tenant(), user.id());
                    Optional<Archive> making = before.stream()
                            .filter(each -> each.madeAt().isEmpty())
                            .findFirst();
                    if (making.isPresent()) {
                        return making.get();
                    }
                    requirePause(before, now);
                    return ArchivesTable.add(holding, held, now, now.plus(life));
                })
                .orElseThrow(Reauthentication::noMore);
        work.request(user.tenant(), now, "user " + user.id());
        return Answer.of(202, Shown.of(archive, now));
    }

    private static void requirePause(List<Archive> before, Instant now) {
        for (Archive archive : before) {
            Duration since = Duration.between(archive.requestedAt(), now);
            if (!since.isNegative() && since.compareTo(PAUSE) < 0) {
                throw Refusal.forNow(
                        RefusalCode.RATE_LIMITED,
                        "an archive was made within the last hour: take that one along",
                        Math.toIntExact(PAUSE.minus(since).toSeconds()) + 1);
            }
        }
    }

    private Answer take(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        String id = request.path("id");
        request.audit("archive " + id, null, Map.of("archive", "taken along"));
        Instant now = clock.instant();
        Archive archive = archives.of(caller.tenant(), caller.userId()).stream()
                .filter(each -> each.id().toString().equals(id) && each.isReady(now))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("there is no such archive, it is not ready, or it has expired"));
        String name = "flowex-" + archive.requestedAt().toString().substring(0, 10) + ".zip";
        return Answer.lines("application/zip", out -> write(caller.tenant(), archive, out))
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store");
    }

    private void write(int tenant, Archive archive, OutputStream out) throws IOException {
        long left = archive.size();
        for (int number = 0; left > 0; number++) {
            byte[] piece =
                    archives.piece(tenant, archive, number).orElseThrow(() -> new IOException("the archive is gone"));
            out.write(piece);
            left -= piece.length;
        }
    }
}
