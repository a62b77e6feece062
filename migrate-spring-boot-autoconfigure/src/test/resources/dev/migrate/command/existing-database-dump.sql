--
-- PostgreSQL database dump
--

\restrict 8yZ0WbUzYVJXlr9IFyD4cYqCzxnTFnMGsCHFJbmFBbVw1GxgTJ2ppAXBNBHhk0m

-- Dumped from database version 17.6
-- Dumped by pg_dump version 17.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: trimmed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.trimmed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
	NEW.name := trim(NEW.name);
	RETURN NEW;
END
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: teams; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.teams (
    id bigint NOT NULL,
    name character varying(30) NOT NULL,
    kind character varying(10) DEFAULT 'club'::character varying NOT NULL,
    CONSTRAINT ck_kind CHECK (((kind)::text = ANY ((ARRAY['club'::character varying, 'school'::character varying])::text[])))
);


--
-- Name: clubs; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.clubs AS
 SELECT id,
    name
   FROM public.teams
  WHERE ((kind)::text = 'club'::text);


--
-- Name: teams_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.teams_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: teams_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.teams_id_seq OWNED BY public.teams.id;


--
-- Name: teams id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.teams ALTER COLUMN id SET DEFAULT nextval('public.teams_id_seq'::regclass);


--
-- Name: teams pk_teams; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.teams
    ADD CONSTRAINT pk_teams PRIMARY KEY (id);


--
-- Name: uq_teams_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX uq_teams_name ON public.teams USING btree (lower((name)::text)) WHERE ((kind)::text = 'club'::text);


--
-- Name: teams teams_trimmed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER teams_trimmed BEFORE INSERT ON public.teams FOR EACH ROW EXECUTE FUNCTION public.trimmed();


--
-- PostgreSQL database dump complete
--

\unrestrict 8yZ0WbUzYVJXlr9IFyD4cYqCzxnTFnMGsCHFJbmFBbVw1GxgTJ2ppAXBNBHhk0m

