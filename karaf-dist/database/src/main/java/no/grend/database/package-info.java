/** Makes the empty database that comes with the distribution, while that is built. */
package no.grend.database;
