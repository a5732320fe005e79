package com.flowex.platform.database;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Class loader that remembers where resources are. For each schema Flyway looks up its plugins and every script anew, each
 * time in all jars of the class path, which is most of its work. The class path of a process does not change.
 */
final class RememberedResources extends ClassLoader {

    /** Resources of this process. The names are those of Flyway's services and of our scripts, so they are few. */
    static final RememberedResources OF_CLASS_PATH =
            new RememberedResources(RememberedResources.class.getClassLoader());

    private final ConcurrentMap<String, List<URL>> places = new ConcurrentHashMap<>();

    private RememberedResources(ClassLoader parent) {
        super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> known = places.get(name);
        if (known == null) {
            known = List.copyOf(Collections.list(super.getResources(name)));
            places.put(name, known);
        }
        return Collections.enumeration(known);
    }

    @Override
    public @Nullable URL getResource(String name) {
        List<URL> known = places.get(name);
        return known == null || known.isEmpty() ? super.getResource(name) : known.getFirst();
    }
}
