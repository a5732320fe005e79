package com.flowex.systemtests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Puts other code in the place of classes of this process while it runs, and takes it away again: the JVM's own way, for which
 * the process is started with {@link #agent} before it.
 */
public final class Mutation {

    private static final AtomicReference<Instrumentation> JVM = new AtomicReference<>();
    private static final Map<String, byte[]> MUTATED = new ConcurrentHashMap<>();

    private Mutation() {}

    /** Called by the JVM before main. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        JVM.set(instrumentation);
        instrumentation.addTransformer(
                new ClassFileTransformer() {
                    @Override
                    public byte @Nullable [] transform(
                            @Nullable ClassLoader loader,
                            String className,
                            @Nullable Class<?> redefined,
                            ProtectionDomain domain,
                            byte[] bytes) {
                        return MUTATED.get(className);
                    }
                },
                true);
    }

    /** The JVM's argument that makes mutations possible. */
    static String agent(Path folder) throws IOException {
        Path jar = folder.resolve("mutation.jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", Mutation.class.getName());
        main.putValue("Can-Retransform-Classes", "true");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return "-javaagent:" + jar;
    }

    /** Work with a class compiled from another source. */
    static void with(Path file, String source, Runnable work) {
        Map<String, byte[]> classes = compiled(file, source);
        MUTATED.putAll(classes);
        try {
            retransform(classes);
            work.run();
        } finally {
            MUTATED.clear();
            retransform(classes);
        }
    }

    private static void retransform(Map<String, byte[]> classes) {
        Instrumentation jvm = Objects.requireNonNull(JVM.get(), "started with the agent");
        Class<?>[] loaded = Arrays.stream(jvm.getAllLoadedClasses())
                .filter(each -> classes.containsKey(each.getName().replace('.', '/')))
                .toArray(Class<?>[]::new);
        try {
            if (loaded.length > 0) {
                jvm.retransformClasses(loaded);
            }
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, byte[]> compiled(Path file, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter diagnostics = new StringWriter();
        Map<String, ByteArrayOutputStream> written = new HashMap<>();
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
                JavaFileManager files = new InMemory(standard, written)) {
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-g", "-parameters", "-cp", System.getProperty("java.class.path"));
            if (!compiler.getTask(diagnostics, files, null, options, null, List.of(new Source(file, source)))
                    .call()) {
                throw new IllegalStateException(file + " without a check does not compile: " + diagnostics);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, byte[]> classes = new HashMap<>();
        written.forEach((name, bytes) -> classes.put(name.replace('.', '/'), bytes.toByteArray()));
        return classes;
    }

    /** A source that is no file. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(Path file, String text) {
            super(URI.create("string:///" + file.getFileName()), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what the compiler writes. */
    private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, ByteArrayOutputStream> written;

        InMemory(StandardJavaFileManager files, Map<String, ByteArrayOutputStream> written) {
            super(files);
            this.written = written;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("bytes:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
