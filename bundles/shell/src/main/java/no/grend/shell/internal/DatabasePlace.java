package no.grend.shell.internal;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import no.grend.schema.Database;

/** Which database this is and where, in words without any password. */
final class DatabasePlace {

    private DatabasePlace() {}

    /** Asks the database itself. */
    static String of(Database database) {
        return database.read(tx -> {
            try {
                DatabaseMetaData told = tx.getConnection().getMetaData();
                return words(
                        told.getDatabaseProductName(),
                        told.getDatabaseProductVersion(),
                        told.getURL(),
                        told.getUserName());
            } catch (SQLException e) {
                return "The database does not tell what it is (SQL state " + e.getSQLState() + ")";
            }
        });
    }

    /** An address may carry a password among its parameters, or before the host: only the place itself is shown. */
    static String words(String product, String version, String url, String user) {
        String number = version.split("[ (]", 2)[0].replaceFirst("\\.$", "");
        String place = url.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//");
        if (place.startsWith("jdbc:derby:")) {
            return "Derby " + number + " in " + place.substring("jdbc:derby:".length());
        }
        return product + " " + number + " at " + place.replaceFirst("^jdbc:\\w+:(//)?", "")
                + (user == null || user.isEmpty() ? "" : ", as " + user);
    }
}
