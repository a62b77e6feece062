package dev.migrate.runtime.javafailures;

import dev.migrate.Revision;

@Revision(id = "f3", labels = "nothing")
class R3_is_no_migration {

}
