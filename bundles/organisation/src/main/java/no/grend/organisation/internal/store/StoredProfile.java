package no.grend.organisation.internal.store;

import no.grend.organisation.Organisation.Profile;

/** The profile and the version of its row, from 1. */
public record StoredProfile(int version, Profile profile) {}
