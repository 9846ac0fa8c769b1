"""Our values as FHIR R4 (4.0.1) resources, line by line after clinical.md 6.

Each function takes core values and returns a plain dict; nothing here reads a vault. Ids are the
UUIDs of our own records, or derived from them, so that a second export names the same things
alike. A code is one of HL7's, of LOINC's, or of our own systems under ``urn:imh-desktop:``.
"""
