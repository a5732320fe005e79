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

/** Class loader of exchange-core's book with its own libraries, independent of the versions that FlowEx uses. */
final class ExchangeCoreLoader extends URLClassLoader {

    private static final String OURS = "com.flowex.benchmarks.book.";
    private static final String ADAPTER = OURS + "ExchangeCoreBook";

    private ExchangeCoreLoader(List<URL> libraries) {
        super(libraries.toArray(URL[]::new), ExchangeCoreLoader.class.getClassLoader());
    }

    /** @param libraries directory with exchange-core and its dependencies */
    static Class<? extends TestedBook> exchangeCore(Path libraries) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(libraries, "*.jar")) {
            List<URL> urls = new ArrayList<>();
            urls.add(ExchangeCoreLoader.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());
            for (Path jar : jars) {
                urls.add(jar.toUri().toURL());
            }
            // The loader stays open: the book loads classes as it runs.
            return Class.forName(ADAPTER, true, new ExchangeCoreLoader(urls)).asSubclass(TestedBook.class);
        } catch (MalformedURLException | ClassNotFoundException e) {
            throw new IllegalStateException("exchange-core cannot be loaded from " + libraries, e);
        } catch (IOException e) {
            throw new IllegalStateException("no libraries in " + libraries + ": build first", e);
        }
    }

    /** Loads the adapter and its dependencies from this loader first; the workload's classes are shared. */
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
                    // Not in these libraries: the parent loader may have it.
                    return super.loadClass(name, resolve);
                }
            }
        }
        return super.loadClass(name, resolve);
    }
}
