package com.flowex.benchmarks.book;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads other makers' books with their own libraries, whatever versions FlowEx uses of the same. */
final class Rivals extends URLClassLoader {

    private static final String OURS = "com.flowex.benchmarks.book.";
    private static final String ADAPTER = OURS + "ExchangeCoreBook";

    private Rivals(List<URL> libraries) {
        super(libraries.toArray(URL[]::new), Rivals.class.getClassLoader());
    }

    /** @param libraries directory with exchange-core and everything it needs */
    static Class<? extends TestedBook> exchangeCore(Path libraries) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, "*.jar")) {
            List<URL> urls = new ArrayList<>();
            urls.add(Rivals.class.getProtectionDomain().getCodeSource().getLocation());
            for (Path jar : jars) {
                urls.add(jar.toUri().toURL());
            }
            // Stays open: the book loads classes as it runs.
            return Class.forName(ADAPTER, true, new Rivals(urls)).asSubclass(TestedBook.class);
        } catch (MalformedURLException | ClassNotFoundException e) {
            throw new IllegalStateException("exchange-core cannot be loaded from " + libraries, e);
        } catch (IOException e) {
            throw new IllegalStateException("no libraries in " + libraries + ": build first", e);
        }
    }

    /** The adapter and what it needs come from here first; the workload's classes are shared. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean isShared = name.startsWith("java.") || name.startsWith(OURS) && !name.startsWith(ADAPTER);
        if (!isShared) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                try {
                    return findClass(name);
                } catch (ClassNotFoundException _) {
                    // Not the rival's own: the application's, or nobody's.
                    return super.loadClass(name, resolve);
                }
            }
        }
        return super.loadClass(name, resolve);
    }
}
