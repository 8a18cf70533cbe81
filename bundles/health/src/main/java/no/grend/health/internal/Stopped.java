package no.grend.health.internal;

import java.util.Set;

/**
 * A component that does not run.
 *
 * @param module that it belongs to
 * @param provides names of the services that others would get from it
 * @param lacks the services that it waits for, as {@link #need} writes them; empty when it failed by itself
 * @param failure why it failed when it started, for an operator; null when it waits
 * @param excused whether it may wait without harm
 */
record Stopped(
        String module, String component, Set<String> provides, Set<String> lacks, String failure, boolean excused) {

    static final String LICENCE = "no.grend.licence.Licence";
    static final String DATABASE = "no.grend.schema.Database";

    /** A service that is waited for: every module has a database door of its own, so that is told apart. */
    static String need(String service, String target) {
        return service.equals(DATABASE) && target != null ? DATABASE + target : service;
    }
}
