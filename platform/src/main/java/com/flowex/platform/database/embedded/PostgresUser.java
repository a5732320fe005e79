package com.flowex.platform.database.embedded;

import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * System user of the server's programs. PostgreSQL refuses to run as root, yet containers and build machines run as
 * root. The programs then run in a user namespace in which root is an ordinary user. If that is not permitted they run
 * as the system user {@code postgres}, or as the system's unprivileged user.
 *
 * @param prefix beginning of each command line; empty if FlowEx itself is not root
 * @param owner user that must own the data; empty for the user of FlowEx itself
 */
public record PostgresUser(List<String> prefix, Optional<String> owner) {

    private static final PostgresUser MYSELF = new PostgresUser(List.of(), Optional.empty());
    private static final PostgresUser NAMESPACE = new PostgresUser(List.of("unshare", "--user"), Optional.empty());

    /** @param cluster its owner stays the same: a second start must use the same user */
    public static PostgresUser of(Path cluster) throws IOException {
        if (!root(Path.of("/proc/self"))) {
            return MYSELF;
        }
        if (Files.exists(cluster)) {
            return root(cluster) ? NAMESPACE : other(Files.getOwner(cluster).getName());
        }
        return works(NAMESPACE) ? NAMESPACE : fallback(cluster);
    }

    private static boolean root(Path place) throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(place, "unix:uid"));
    }

    /** Returns another user of this machine; used if user namespaces are forbidden. */
    static PostgresUser fallback(Path cluster) throws IOException {
        for (String name : List.of("postgres", "nobody")) {
            PostgresUser user = other(name);
            if (works(user) && reaches(cluster.toAbsolutePath().resolveSibling("."))) {
                return user;
            }
        }
        throw new StartupException("PostgreSQL does not run as root, and neither a user namespace (unshare --user) nor"
                + " an unprivileged user can reach " + cluster
                + ": start FlowEx as another user, move FLOWEX_DATA_DIR, or set FLOWEX_DATABASE_URL");
    }

    private static PostgresUser other(String name) throws IOException {
        return new PostgresUser(
                List.of("setpriv", "--reuid=" + name, "--regid=" + groupOf(name), "--clear-groups"), Optional.of(name));
    }

    /** Returns the number of the user's own group; its name differs between distributions. */
    private static String groupOf(String user) throws IOException {
        for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
            String[] fields = line.split(":", -1);
            if (fields.length > 3 && fields[0].equals(user)) {
                return fields[3];
            }
        }
        return user;
    }

    private static boolean works(PostgresUser user) {
        try {
            Process probe = new ProcessBuilder(user.command(List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns true if all users may enter each folder on the path. */
    private static boolean reaches(Path folder) throws IOException {
        for (Path step = folder.normalize(); step != null; step = step.getParent()) {
            if (!Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    /** Gives a file or an empty folder to the user. */
    void give(Path place) throws IOException {
        if (owner.isPresent()) {
            UserPrincipal principal =
                    place.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner.get());
            Files.setOwner(place, principal);
        }
    }

    /** Mode of a folder of the user's own: 0700. */
    static final Set<PosixFilePermission> OWN =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
}
