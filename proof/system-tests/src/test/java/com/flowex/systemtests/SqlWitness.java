package com.flowex.systemtests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stands before PostgreSQL's driver in this process and shows every prepared statement, with its parameters, the moment
 * before it is executed: on the same connection, in the same transaction, in the state that it would find.
 *
 * <p>By the JDK's proxies, because JDBC's interfaces have two hundred methods of which two matter here.
 */
final class SqlWitness implements Driver, AutoCloseable {

    /** The observer. */
    interface Observer {
        void before(Execution execution) throws SQLException;
    }

    /** A call that gave a parameter. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record SetParameter(Method setter, Object[] arguments) {}

    /**
     * A statement about to be executed.
     *
     * @param user the login of the connection
     */
    record Execution(Connection connection, String user, String sql, List<SetParameter> parameters) {}

    private final Driver driver;
    private final Observer observer;

    private SqlWitness(Driver driver, Observer observer) {
        this.driver = driver;
        this.observer = observer;
    }

    /** From now on, until it is closed, pools that are opened in this process go through it. */
    static SqlWitness call(Observer observer) throws SQLException {
        Driver driver = DriverManager.getDriver("jdbc:postgresql://localhost/");
        SqlWitness witness = new SqlWitness(driver, observer);
        DriverManager.deregisterDriver(driver);
        DriverManager.registerDriver(witness);
        return witness;
    }

    @Override
    public void close() {
        try {
            DriverManager.deregisterDriver(this);
            DriverManager.registerDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        Connection connection = driver.connect(url, info);
        String user = info.getProperty("user", "");
        return connection == null ? null : watched(connection, user);
    }

    private Connection watched(Connection connection, String user) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement
                    ? watched(statement, connection, user, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement watched(PreparedStatement statement, Connection connection, String user, String sql) {
        Map<Integer, SetParameter> parameters = new TreeMap<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer index) {
                parameters.put(index, new SetParameter(method, arguments));
            }
            if (method.getName().startsWith("execute")) {
                observer.before(new Execution(connection, user, sql, List.copyOf(parameters.values())));
            }
            return call(statement, method, arguments);
        });
    }

    /** The action of a proxy. */
    private interface Answering {
        @Nullable
        Object to(Method method, Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Answering answering) {
        return type.cast(Proxy.newProxyInstance(
                SqlWitness.class.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> answering.to(method, arguments == null ? new Object[0] : arguments)));
    }

    /** Calls a method as it was called, on another object. */
    static @Nullable Object call(Object on, Method method, Object[] arguments) throws SQLException {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return driver.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("com.flowex.systemtests");
    }
}
