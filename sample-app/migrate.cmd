@echo off
rem Runs the commands of Migrate: migrate --help
rem 'migrate init' writes this file again and keeps the settings, unless you have changed the rest. [76537f34]
setlocal

rem Settings
rem What compiles the application when sources have changed, and what runs it once to learn its class path:
set "compile=call ..\mvnw.cmd -q -f .. -pl sample-app -am process-classes"
set "run=call ..\mvnw.cmd -q -f .. -pl sample-app -am process-classes && call ..\mvnw.cmd -q -f .. -pl sample-app -am -fn process-classes org.springframework.boot:spring-boot-maven-plugin:run -Dmaven.test.skip=true "-Dspring-boot.run.arguments=migrate launch""
rem Options of the virtual machine; the environment variable MIGRATE_OPTS adds to them:
set java_options=
rem yes or no: start faster with an archive of the classes, which is made in the background:
set archive=yes
rem End of settings

cd /d "%~dp0" || exit /b 1
set "launch=%CD%\target\migrate"
if exist "%launch%\options" goto launch
if not exist "%launch%" mkdir "%launch%"
type nul > "%launch%\compiled"
set "MIGRATE_LAUNCH_FOLDER=%launch%"
set "MIGRATE_LAUNCH_JAVA_HOME=%JAVA_HOME%"
set "MIGRATE_LAUNCH_ARCHIVE=%archive%"
call %run% > "%launch%\build.log" 2>&1 < nul
if exist "%launch%\options" goto launch
type "%launch%\build.log" 1>&2
echo Error: The build tool could not compile or run the application. 1>&2
exit /b 1
:launch
set /p java=<"%launch%\java"
"%java%" "@%launch%\options" %java_options% %MIGRATE_OPTS% "-Ddev.migrate.launch.script=%~f0" ^
  "-Ddev.migrate.launch.compile=%compile%" "-Ddev.migrate.launch.archive=%archive%" ^
  dev.migrate.command.launch.Launcher migrate %*
exit /b %errorlevel%
