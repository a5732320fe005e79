package com.flowex.app.cli;

import com.flowex.cluster.repair.NodeBackup;
import com.flowex.cluster.settings.MemberList;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;

/**
 * Folder of {@code ./flowex cluster start}, with the data directories of each node and of the process that has every
 * service.
 */
record ClusterFolder(Path directory) {

    static final String OPTION = "--dir";
    private static final String SERVICES = "services";

    /**
     * Command and environment of the services' process.
     *
     * @param arguments arguments without the folder
     * @param environment environment of that process
     */
    record Asked(List<String> arguments, Map<String, String> environment) {}

    /**
     * Reads {@code --dir DIR} of a command; without it nothing is changed.
     *
     * @throws StartupException if no cluster is there
     */
    static Asked read(List<String> arguments, Map<String, String> environment) {
        int at = arguments.indexOf(OPTION);
        if (at < 0 || at + 1 == arguments.size()) {
            return new Asked(arguments, environment);
        }
        ClusterFolder folder = new ClusterFolder(
                Path.of(arguments.get(at + 1)).toAbsolutePath().normalize());
        List<String> rest = new ArrayList<>(arguments);
        rest.subList(at, at + 2).clear();
        Map<String, String> own = new TreeMap<>(environment);
        own.put("FLOWEX_SERVICES", "all");
        own.put("FLOWEX_CLUSTER_MEMBERS", folder.list());
        own.put("FLOWEX_DATA_DIR", folder.services().toString());
        return new Asked(rest, own);
    }

    private Path members() {
        return directory.resolve("members");
    }

    /** Returns the data directory of the process that has every service. */
    Path services() {
        return directory.resolve(SERVICES);
    }

    boolean isBegun() {
        return Files.exists(members());
    }

    /** Returns the list of members in the form of the settings. */
    String list() {
        try {
            if (isBegun()) {
                return Files.readString(members()).strip();
            }
            throw new StartupException("there is no cluster in " + directory + ": ./flowex cluster start makes one");
        } catch (IOException e) {
            throw new StartupException(members() + " cannot be read: " + e.getMessage(), e);
        }
    }

    MemberList known() {
        return MemberList.parse(list());
    }

    void begin(String list) throws IOException {
        Files.writeString(members(), list + "\n");
    }

    /**
     * Copies the node in the services' data directory to every node, and removes it there.
     *
     * @param count number of nodes, none of which exists yet
     */
    void divide(int count) throws IOException {
        for (int id = 0; id < count; id++) {
            NodeBackup.copy(services(), directory.resolve("node" + id).resolve("node"));
        }
        FileUtils.deleteDirectory(services().resolve("node").toFile());
    }
}
