/** The version of this program; a server of another version is not asked. */
export const VERSION = '0.1.0';

/** Where `linea demo` and `linea start` listen unless they are told otherwise or somebody else does. */
export const DEFAULT_PORT = 4170;
